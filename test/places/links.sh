# The repository and the temp folder are reached by links, as a Mac's /tmp is.
ln -s v7 /mnt/link
ln -s /tmp /mnt/temporary
here=/mnt/link
TMPDIR=/mnt/temporary
