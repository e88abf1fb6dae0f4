-- A group's sources that are there, by path; `is_compared` is false where dedup has not judged their content yet, or where what
-- it judged by has changed since.
-- $1 node text, $2 source_group text
SELECT s.id::text AS id, s.source, s.source_path AS path, s.hash, s.size_bytes::text AS size, s.metadata ->> 'stamp' AS stamp,
       s.metadata ->> 'device' AS device, s.status, s.metadata ->> 'kind' IS NOT DISTINCT FROM 'link' AS is_link, s.target_path AS target,
       CASE WHEN s.status = 'duplicate' THEN coalesce(f.path, k.source_path) END AS duplicate_of,
       s.status <> 'inventoried'
       AND (f.id IS NULL OR (f.deleted_at IS NULL AND f.hash = s.hash))
       AND (k.id IS NULL OR (k.status <> 'gone' AND k.hash = s.hash)) AS is_compared
  FROM v7_external_sources s
  LEFT JOIN v7_files f ON f.id = s.duplicate_of_file
  LEFT JOIN v7_external_sources k ON k.id = s.duplicate_of_source
 WHERE s.node = $1 AND s.source_group = $2 AND s.status <> 'gone'
 ORDER BY coalesce(s.path_bytes, convert_to(s.source_path, 'UTF8'))
