-- title: Folders
-- about: How many registered files lie below each folder, one level down.
-- parameter: path text = all: the folder to look into
-- columns: path, files, size_bytes
-- answers: 000:57
-- empty: No folder lies there.
-- next: v7 files
WITH below AS (
    SELECT CASE WHEN $1::text IS NULL THEN '' ELSE rtrim($1, '/') || '/' END AS prefix
), inside AS (
    SELECT prefix || split_part(substr(f.path, length(prefix) + 1), '/', 1) AS folder, f.size_bytes
      FROM v7_files f, below
     WHERE f.deleted_at IS NULL AND starts_with(f.path, prefix) AND position('/' IN substr(f.path, length(prefix) + 1)) > 0
)
SELECT folder AS path, COUNT(*) AS files, SUM(size_bytes) AS size_bytes
  FROM inside
 GROUP BY folder
 ORDER BY files DESC, folder COLLATE "C"
