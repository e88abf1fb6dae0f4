-- The documents that are the latest of their paths.
SELECT d.file_path AS path, d.file_hash AS hash
  FROM documentation_files d
 WHERE d.is_latest
 ORDER BY d.file_path
