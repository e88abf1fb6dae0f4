# Repository and temp folder lie on a disk that finds `docs` as `DOCS`.
truncate -s 8G /tmp/image
mkntfs --force --quick --quiet /tmp/image > /dev/null
mkdir /mnt/folding
lowntfs-3g -o ignore_case,permissions /tmp/image /mnt/folding
here=/mnt/folding/v7
TMPDIR=/mnt/folding/tmp
mkdir -m 1777 "$TMPDIR"
mkdir "$here"
# Without what is installed: three quarters of a gigabyte.
find /mnt/v7 -mindepth 1 -maxdepth 1 ! -name node_modules -exec cp -R {} "$here" \;
ln -s /mnt/v7/node_modules "$here/node_modules"
