-- Files of projects whose bytes no parser of this version has seen: by the folders that are looked at, the smallest first.
-- $1 analyzer text, $2 extensions text[]
SELECT files.id::text AS id, files.project_path, files.file_path, files.sha256
  FROM files LEFT JOIN file_analyses ON file_id = files.id
 WHERE files.missing_since IS NULL AND files.sha256 IS NOT NULL AND files.ext = ANY ($2::text[])
   AND (file_id IS NULL OR file_analyses.sha256 <> files.sha256 OR analyzer <> $1::text)
 ORDER BY files.id
