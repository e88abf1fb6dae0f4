-- What the registry holds of files that are there, in few rows: id, stamp and path between separators that a path in the
-- registry does not have.
SELECT string_agg(id || chr(31) || coalesce(metadata ->> 'stamp', '') || chr(31) || path, chr(30)) AS files
  FROM v7_files
 WHERE deleted_at IS NULL
 GROUP BY id / 2000
