-- Two syncs follow each other.
LOCK TABLE documentation_files IN SHARE ROW EXCLUSIVE MODE
