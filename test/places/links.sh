# The repository and the temp folder are reached by links, as a Mac's /tmp is.
ln -s "${here##*/}" "${here%/*}/link"
ln -s "$TMPDIR" "$HOME/temporary"
here=${here%/*}/link
TMPDIR=$HOME/temporary
