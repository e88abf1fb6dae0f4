-- The repository's files by path, for the index: nothing that a clock or a machine decides. Not the index itself, nor what lies
-- in folders outside the repository.
-- $1 index_path text, $2 outside_prefixes text[]
SELECT path, hash AS sha256, size_bytes, file_type, component, pillar, project, metadata ->> 'stamp' AS stamp,
       metadata ->> 'mtime_ns' AS mtime_ns
  FROM v7_files
 WHERE deleted_at IS NULL AND path <> $1::text
   AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS outside (prefix) WHERE starts_with(path, prefix))
 ORDER BY path COLLATE "C"
