# An ordinary user whose folders have blanks and umlauts.
become_person
HOME="/mnt/Büro mit Blank"
here=$HOME/v7
TMPDIR="/tmp/für später"
mkdir -p "$here"
mkdir -m 1777 "$TMPDIR"
mount --rbind /mnt/v7 "$here"
chown person: "$HOME"
