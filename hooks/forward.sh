#!/bin/sh
# By `v7 hooks install`; `v7 hooks uninstall` puts back what was here.
# A hook that leads back to v7's, such as an older folder of them, ends here.
case $V7_SHIM in "$$":* | "$PPID":* | *:xxxx*) exit 0 ;; esac
export V7_SHIM="$$:${V7_SHIM#*:}x"
if [ -x @KEPT@ ]; then exec @CALL@ "$@"; fi
