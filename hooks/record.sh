#!/bin/sh
# By `v7 hooks install`; `v7 hooks uninstall` puts back what was here.
# A hook that leads back to v7's, such as an older folder of them, ends here.
case $V7_SHIM in "$$":* | "$PPID":* | *:xxxx*) exit 0 ;; esac
export V7_SHIM="$$:${V7_SHIM#*:}x"
status=0
if [ -x @KEPT@ ]; then @CALL@ "$@" || status=$?; fi
# Within a series of commits there is more to come: a rebase ends with post-rewrite, any other with its last commit.
git=${GIT_DIR:-.git} more=
if [ -f "$git" ]; then IFS= read -r git < "$git"; git=${git#gitdir: }; fi
if [ -f "$git/sequencer/todo" ]; then { read -r at_hand; read -r more; } < "$git/sequencer/todo"; fi
if [ -d "$git/rebase-merge" ]; then more=yes; fi
# A person's own commit may be all there is: a series that was given up never ends. Git notes each step of a running one.
if [ -d "$git/rebase-merge" ]; then series=$git/rebase-merge; else series=$git/sequencer; fi
if [ @NAME@ = post-merge ] || [ "$git/COMMIT_EDITMSG" -nt "$series" ]; then more=; fi
if [ -z "$V7_SKIP_HOOKS$more" ] && [ -x @NODE@ ] && [ -f @V7@ ]; then @NODE@ @V7@ hook @NAME@ "$@"; fi
exit $status
