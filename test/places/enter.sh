#!/bin/sh
# Makes a place in a mount and process namespace of its own, as its first process, and runs the tests there: `enter.sh
# YARD CHECKOUT PLACE WORD…`, the words being vitest's. The yard lies at /mnt, the checkout at /mnt/v7 under a layer in memory that
# takes what is written, and /tmp is new. What is mounted, who is added and what is left running goes with the namespace.
# Ends with vitest's status.
set -eu
yard=$1 checkout=$2 place=$3
shift 3

# Before /mnt and /tmp are covered: the checkout may lie there.
mount -t tmpfs tmpfs "$yard/above"
mkdir "$yard/above/upper" "$yard/above/work"
layers=lowerdir=$checkout,upperdir=$yard/above/upper,workdir=$yard/above/work,metacopy=on
mount -t overlay -o "$layers" overlay "$yard/v7"
mount --rbind "$yard" /mnt
mount -t tmpfs -o mode=1777 tmpfs /tmp

here=/mnt/v7
HOME=/mnt/home
TMPDIR=/tmp
as=

# From now on `$as` runs a program as somebody who is not root and has an account and a home, and owns the checkout.
become_person() {
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
  [ "$shell" = "$link" ] && return
  # The shell whose file is covered can still be called by its name.
  mkdir /mnt/shells
  cp "$link" /mnt/shells
  mount --bind "$shell" "$link"
  PATH=/mnt/shells:$PATH
}

# What a place has to do when the tests are over.
leave() { :; }

. "/mnt/places/$place.sh"
export HOME TMPDIR PATH
cd "$here"
$as git status --porcelain > /mnt/results/before
binaries=$here/node_modules/.bin
PATH=$binaries:$PATH
status=0
# This shell stays, to collect the processes whose parents are gone.
# Node is called by its whole path: without /proc it knows no other of its own.
$as "$binaries/node" "$here/node_modules/vitest/vitest.mjs" "$@" || status=$?
leave

processes=/proc
[ -d /mnt/proc ] && processes=/mnt/proc
for name in "$processes"/[0-9]*/comm; do
  read -r program < "$name" 2> /dev/null || continue
  [ "$program" != postgres ] || echo "process ${name#"$processes"/}" >> /mnt/results/left
done
$as git status --porcelain | diff /mnt/results/before - >> /mnt/results/left || status=1
exit "$status"
