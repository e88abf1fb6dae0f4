# `sh` is busybox.
replace_shell busybox
