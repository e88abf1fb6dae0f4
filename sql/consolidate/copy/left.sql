-- The sources that are there and whose bytes the repository is known to hold: their own copy, a registered file, or another
-- source's copy. Empty files say nothing but by their own copy.
-- $1 nodes text[], $2 groups text[]
WITH copied AS (
    SELECT DISTINCT ON (hash, size_bytes) hash, size_bytes, target_path
      FROM v7_external_sources
     WHERE copied_hash = hash AND target_path IS NOT NULL AND copied_at IS NOT NULL AND size_bytes > 0
     ORDER BY hash, size_bytes, target_path COLLATE "C"
), registered AS (
    SELECT DISTINCT ON (f.hash, f.size_bytes) f.hash, f.size_bytes, f.path
      FROM v7_files f
      JOIN v7_external_sources s ON s.hash = f.hash AND s.size_bytes = f.size_bytes AND s.source_group = ANY ($2::text[])
     WHERE f.deleted_at IS NULL AND f.path NOT LIKE '@%/%' AND f.file_type IS DISTINCT FROM 'link' AND f.size_bytes > 0
     ORDER BY f.hash, f.size_bytes, f.path COLLATE "C"
)
SELECT s.source_path AS path, s.hash, s.size_bytes::text AS size, s.metadata ->> 'stamp' AS stamp, s.metadata ->> 'device' AS device,
       s.metadata ? 'racy' AS is_racy,
       CASE WHEN s.status = 'copied' THEN s.target_path ELSE coalesce(registered.path, copied.target_path) END AS kept
  FROM v7_external_sources s
  LEFT JOIN registered ON registered.hash = s.hash AND registered.size_bytes = s.size_bytes
  LEFT JOIN copied ON copied.hash = s.hash AND copied.size_bytes = s.size_bytes
 WHERE s.node = ANY ($1::text[]) AND s.source_group = ANY ($2::text[]) AND s.status <> 'gone' AND s.hash IS NOT NULL
   AND s.metadata ->> 'kind' IS DISTINCT FROM 'link'
   AND (s.status = 'copied' OR registered.path IS NOT NULL OR copied.target_path IS NOT NULL)
 ORDER BY s.source_path COLLATE "C"
