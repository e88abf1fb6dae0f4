-- What can be indexed: files of text that people write, with what their rows in the index depend on.
-- $1 most_bytes bigint, $2 most_bytes_of_configuration bigint, $3 most_bytes_of_tables bigint
SELECT 'file:' || id AS source, path, encode(path_bytes, 'base64') AS path_bytes, hash::text AS hash, ext, file_type,
       metadata ->> 'language' AS language,
       coalesce(component, '') AS component, coalesce(pillar, '') AS pillar, coalesce(project, '') AS project, coalesce(title, '') AS title,
       coalesce(extract(epoch FROM written_at) * 1000, 0)::float8 AS modified,
       md5(concat_ws(chr(31), hash, path, component, pillar, project, title, written_at)) AS stamp
  FROM v7_files
  JOIN v7_file_dates ON file_id = id
 WHERE deleted_at IS NULL AND hash IS NOT NULL AND size_bytes > 0
   AND metadata ->> 'language' IS NOT NULL
   AND (file_type IN ('documentation', 'code') AND size_bytes <= $1::int8
        OR file_type = 'configuration' AND size_bytes <= $2::int8
        OR file_type = 'data' AND size_bytes <= $3::int8)
