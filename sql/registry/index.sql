-- The repository's files by path, for the index: nothing that a clock or a machine decides. $1 the index's own path.
SELECT path, hash AS sha256, size_bytes, file_type, component, pillar, project
  FROM v7_files
 WHERE deleted_at IS NULL AND path <> $1::text AND path NOT LIKE '@%'
 ORDER BY path COLLATE "C"
