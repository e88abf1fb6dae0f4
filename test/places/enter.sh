#!/bin/sh
# Makes a place in a mount and process namespace of its own, as its first process, and runs the tests there: `enter.sh
# YARD CHECKOUT PLACES WORD…`, the places being names with blanks between them, all of which hold at once, and the words vitest's.
# The yard lies at /mnt, a copy of the checkout at /mnt/v7, of what is installed only under a layer that takes what is written,
# and /tmp is new. What is mounted, who is added and what is left running goes with the namespace. Ends with vitest's status.
set -eu
yard=$1 checkout=$2 places=$3
shift 3

# Before /mnt and /tmp are covered: the checkout may lie there.
mount -t tmpfs tmpfs "$yard/above"
mkdir "$yard/above/upper" "$yard/above/work" "$yard/above/copy" "$yard/above/copy/node_modules"
# A copy, because somebody may go on editing; without three quarters of a gigabyte that nobody edits.
find "$checkout" -mindepth 1 -maxdepth 1 ! -name node_modules -exec cp -a {} "$yard/above/copy" \;
mount --bind "$yard/above/copy" "$yard/v7"
layers=lowerdir=$checkout/node_modules,upperdir=$yard/above/upper,workdir=$yard/above/work,metacopy=on
mount -t overlay -o "$layers" overlay "$yard/v7/node_modules"
mount --rbind "$yard" /mnt
mount -t tmpfs -o mode=1777 tmpfs /tmp

here=/mnt/v7
HOME=/mnt/home
TMPDIR=/tmp
as=

# From now on `$as` runs a program as somebody who is not root and has an account and a home, and owns the checkout.
become_person() {
  [ -z "$as" ] || return 0
  sed '$a person:x:60123:60123::/mnt/home:/bin/sh' /etc/passwd > /mnt/passwd
  sed '$a person:x:60123:' /etc/group > /mnt/group
  mount --bind /mnt/passwd /etc/passwd
  mount --bind /mnt/group /etc/group
  chown -R person: /mnt/v7 /mnt/home
  as='setpriv --reuid=person --regid=person --init-groups'
}

# `sh` is another program, by whatever path it is called.
replace_shell() {
  shell=$(readlink -f "$(command -v "$1")")
  link=$(readlink -f /bin/sh)
  [ "$shell" != "$link" ] || return 0
  # The shell whose file is covered can still be called by its name.
  mkdir /mnt/shells
  cp "$link" /mnt/shells
  mount --bind "$shell" "$link"
  PATH=/mnt/shells:$PATH
}

for place in $places; do . "/mnt/places/$place.sh"; done
export HOME TMPDIR PATH
cd "$here"
$as git status --porcelain > /mnt/results/before
binaries=$here/node_modules/.bin
PATH=$binaries:$PATH
status=0
# This shell stays, to collect the processes whose parents are gone.
# Node is called by its whole path: without /proc it knows no other of its own.
$as "$binaries/node" "$here/node_modules/vitest/vitest.mjs" "$@" || status=$?

processes=/proc
[ -d /mnt/proc ] && processes=/mnt/proc
for name in "$processes"/[0-9]*/comm; do
  read -r program < "$name" 2> /dev/null || continue
  [ "$program" != postgres ] || echo "process ${name#"$processes"/}" >> /mnt/results/left
done
$as git status --porcelain | diff /mnt/results/before - >> /mnt/results/left || status=1
exit "$status"
