-- title: Unplanned files
-- about: Code that is registered and of which no file plan says what becomes of it.
-- parameter: limit integer(1..10000) = 50: how many files
-- columns: path, component, project, size_bytes
-- answers: 17.1
-- empty: Every registered file of code has a plan.
-- next: v7 fileplan new 'src/**'
SELECT path, component, project, size_bytes
  FROM v7_files
 WHERE deleted_at IS NULL AND file_type = 'code'
   AND NOT EXISTS (SELECT FROM file_audit WHERE file_path = path)
 ORDER BY path COLLATE "C"
 LIMIT $1::integer
