# /proc is empty, and `ps` prints what a Mac's does.
mkdir /mnt/proc /mnt/bin
mount -t proc proc /mnt/proc
become_person
printf '#!/bin/sh\nV7_TEST_PROC=/mnt/proc exec sh /mnt/places/mac-ps "$@"\n' > /mnt/bin/ps
chmod 755 /mnt/bin/ps
PATH=/mnt/bin:$PATH
mount -t tmpfs tmpfs /proc
