# Repository and temp folder lie on a disk that keeps a name as it was written, and finds `docs` as `DOCS`. The server that the
# tests share lies elsewhere: every call to the disk is answered by a script.
as_it_is=/mnt/v7/node_modules/.bin/node
server=$("$as_it_is" /mnt/v7/test/support/start-embedded.ts /tmp/server)
V7_TEST_DATABASE_URL=$("$as_it_is" -p 'const { user, database, port, socketDirectory } = JSON.parse(process.argv[1]);
  `postgres://${user}@/${database}?host=${encodeURIComponent(socketDirectory)}&port=${port}`' "$server")
export V7_TEST_DATABASE_URL
leave() {
  kill -INT "$(head -n 1 /tmp/server/pg/postmaster.pid)"
  while [ -e /tmp/server/pg/postmaster.pid ]; do sleep 0.1; done
}

mkdir /tmp/stored /mnt/folding
/usr/bin/python3 /mnt/places/folding-disk.py /tmp/stored /mnt/folding
here=/mnt/folding/v7
TMPDIR=/mnt/folding/tmp
mkdir -m 1777 "$TMPDIR"
mkdir "$here"
# Without what is installed: three quarters of a gigabyte.
find /mnt/v7 -mindepth 1 -maxdepth 1 ! -name node_modules -exec cp -R {} /tmp/stored/v7 \;
ln -s /mnt/v7/node_modules "$here/node_modules"
