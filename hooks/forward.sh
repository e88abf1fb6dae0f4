#!/bin/sh
# By `v7 hooks install`; `v7 hooks uninstall` puts back what was here.
if [ -x @KEPT@ ]; then exec @CALL@ "$@"; fi
