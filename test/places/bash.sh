# `sh` is bash.
replace_shell bash
