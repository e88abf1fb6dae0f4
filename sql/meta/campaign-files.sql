-- The files of a project as a scan holds them, from its folder.
-- $1 project_path text
SELECT file_path AS path, coalesce(ext, '') AS ext, coalesce(size, 0)::text AS size, sha256
  FROM files
 WHERE project_path = $1::text AND missing_since IS NULL
 ORDER BY file_path COLLATE "C"
