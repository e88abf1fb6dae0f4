# Repository and temp folder lie on a disk that keeps a name as it was written, and finds `docs` as `DOCS`. The server that the
# tests share lies elsewhere: every call to the disk is answered by a program.
export V7_TEST_SERVER_FOLDER=/tmp V7_TEST_PATIENCE="${V7_TEST_PATIENCE:-5}"
disk=$HOME/folding
mkdir -m 1777 /tmp/stored
mkdir "$disk"
cc -O2 -o /mnt/folding-disk /mnt/places/folding-disk.c -I/usr/include/fuse3 -lfuse3 -lunistring
/mnt/folding-disk /tmp/stored "$disk"
here=$disk/v7
TMPDIR=$disk/tmp
$as mkdir -m 1777 "$TMPDIR"
$as mkdir "$here"
# Without what is installed: three quarters of a gigabyte.
$as find /mnt/v7 -mindepth 1 -maxdepth 1 ! -name node_modules -exec cp -R {} /tmp/stored/v7 \;
$as ln -s /mnt/v7/node_modules "$here/node_modules"
