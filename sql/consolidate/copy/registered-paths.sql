-- The repository's own registered paths, in few rows, between separators that a printable path does not have.
SELECT string_agg(path, chr(30)) AS paths FROM v7_files WHERE deleted_at IS NULL AND path NOT LIKE '@%/%' GROUP BY id / 20000
