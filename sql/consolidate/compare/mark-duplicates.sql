-- Says of each source whether its bytes are elsewhere: in the repository first, else in the source that comes first by the
-- declared order of groups and then by path. Hard links of one file have their disk, stamp and content in common: they are
-- one file. Empty files are nobody's duplicates.
-- $1 groups_in_order text[], $2 marked_groups text[]
WITH compared AS (
    SELECT id, hash, size_bytes, concat_ws(' ', node, metadata ->> 'device', coalesce(metadata ->> 'stamp', id::text), hash) AS file,
           row_number() OVER (PARTITION BY hash, size_bytes
               ORDER BY array_position($1::text[], source_group), source_group,
                        coalesce(path_bytes, convert_to(source_path, 'UTF8')), id) AS place
      FROM v7_external_sources
     WHERE status <> 'gone' AND hash IS NOT NULL AND size_bytes > 0 AND metadata ->> 'kind' IS DISTINCT FROM 'link'
), first AS (
    SELECT hash, size_bytes, id, file FROM compared WHERE place = 1
), registered AS (
    SELECT DISTINCT ON (f.hash, f.size_bytes) f.hash, f.size_bytes, f.id
      FROM v7_files f JOIN first ON first.hash = f.hash AND first.size_bytes = f.size_bytes
     -- What v7.yaml's roots hold lies outside the repository: it may be the very same file.
     WHERE f.deleted_at IS NULL AND f.path NOT LIKE '@%/%' AND f.file_type IS DISTINCT FROM 'link'
     ORDER BY f.hash, f.size_bytes, f.path COLLATE "C"
), verdict AS (
    SELECT s.id, registered.id AS of_file,
           CASE WHEN registered.id IS NULL AND compared.file <> first.file THEN first.id END AS of_source
      FROM v7_external_sources s
      LEFT JOIN compared ON compared.id = s.id
      LEFT JOIN first ON first.hash = compared.hash AND first.size_bytes = compared.size_bytes
      LEFT JOIN registered ON registered.hash = compared.hash AND registered.size_bytes = compared.size_bytes
     WHERE s.source_group = ANY ($2::text[]) AND s.status NOT IN ('gone', 'copied')
       AND s.hash IS NOT NULL AND s.metadata ->> 'kind' IS DISTINCT FROM 'link'
)
UPDATE v7_external_sources s
   SET status = CASE WHEN coalesce(of_file, of_source) IS NOT NULL THEN 'duplicate'
                     WHEN s.status IN ('inventoried', 'duplicate') THEN 'unique' ELSE s.status END,
       duplicate_of_file = of_file, duplicate_of_source = of_source,
       target_path = CASE WHEN coalesce(of_file, of_source) IS NULL THEN s.target_path END
  FROM verdict
 WHERE verdict.id = s.id
   AND (s.status, s.duplicate_of_file, s.duplicate_of_source) IS DISTINCT FROM
       (CASE WHEN coalesce(of_file, of_source) IS NOT NULL THEN 'duplicate'
             WHEN s.status IN ('inventoried', 'duplicate') THEN 'unique' ELSE s.status END, of_file, of_source)
