# The name of the temp folder has 71 bytes: with an ordinary user's number the paths of sockets in it are too long for a Mac.
become_person
TMPDIR=$TMPDIR/
while [ "$(printf %s "$TMPDIR" | wc -c)" -lt 71 ]; do TMPDIR=${TMPDIR}x; done
mkdir -m 1777 "$TMPDIR"
