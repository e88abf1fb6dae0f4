-- The group's files that nothing equals, of a size that texts have.
-- $1 groups text[], $2 node text
SELECT source_path AS path, encode(coalesce(path_bytes, convert_to(source_path, 'UTF8')), 'base64') AS bytes,
       metadata ->> 'stamp' AS stamp
  FROM v7_external_sources
 WHERE source_group = ANY ($1::text[]) AND node = $2 AND hash IS NOT NULL AND status NOT IN ('gone', 'duplicate')
   AND metadata ->> 'kind' IS DISTINCT FROM 'link' AND size_bytes BETWEEN 200 AND 262144
 ORDER BY source_path COLLATE "C"
