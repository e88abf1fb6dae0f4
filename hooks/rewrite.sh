#!/bin/sh
# By `v7 hooks install`; `v7 hooks uninstall` puts back what was here.
status=0 pairs=
while IFS= read -r pair; do
  pairs="$pairs$pair
"
done
if [ -x @KEPT@ ]; then printf %s "$pairs" | @CALL@ "$@" || status=$?; fi
if [ -z "$V7_SKIP_HOOKS" ] && [ -x @NODE@ ] && [ -f @V7@ ]; then printf %s "$pairs" | @NODE@ @V7@ hook @NAME@ "$@"; fi
exit $status
