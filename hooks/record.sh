#!/bin/sh
# By `v7 hooks install`; `v7 hooks uninstall` puts back what was here.
status=0
if [ -x @KEPT@ ]; then @CALL@ "$@" || status=$?; fi
if [ -z "$V7_SKIP_HOOKS" ] && [ -x @NODE@ ] && [ -f @V7@ ]; then @NODE@ @V7@ hook @NAME@ "$@"; fi
exit $status
