# `sh` is dash.
replace_shell dash
