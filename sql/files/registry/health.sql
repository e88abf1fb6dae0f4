-- The registry's figures at this instant. Pillars are null when none is declared.
-- $1 pillars text[], $2 stale_days integer
WITH present AS (
    SELECT size_bytes, hash, component, pillar, project, COALESCE(file_type, ext, 'unknown') AS type,
           written_at < now() - make_interval(days => $2::int) AS stale,
           -- Hard links are one file under several names: they have their stamp in common, inode and times.
           COALESCE(metadata ->> 'stamp', id::text) AS file
      FROM v7_files JOIN v7_file_dates ON file_id = id WHERE deleted_at IS NULL
), totals AS (
    SELECT COUNT(*) AS files, COALESCE(SUM(size_bytes), 0) AS bytes,
           COUNT(*) FILTER (WHERE stale) AS stale,
           COUNT(*) FILTER (WHERE component IS NULL AND pillar IS NULL AND project IS NULL) AS unrouted,
           COUNT(*) FILTER (WHERE hash IS NULL) AS unhashed
      FROM present
), repeated AS (
    SELECT COUNT(*) AS groups, COALESCE(SUM(copies), 0) AS files, COALESCE(SUM((copies - 1) * size), 0) AS bytes
      FROM (SELECT COUNT(DISTINCT file) AS copies, MAX(size_bytes) AS size
              FROM present WHERE hash IS NOT NULL AND size_bytes > 0 GROUP BY hash HAVING COUNT(*) > 1) r
     WHERE copies > 1
), external AS (
    SELECT COUNT(*) AS total,
           COUNT(*) FILTER (WHERE is_duplicate) AS duplicates,
           COUNT(*) FILTER (WHERE NOT is_duplicate AND status <> 'inventoried') AS uniques
      FROM (SELECT status, duplicate_of_file IS NOT NULL OR duplicate_of_source IS NOT NULL AS is_duplicate
              FROM v7_external_sources WHERE status <> 'gone') e
)
SELECT jsonb_build_object(
    'total_files', totals.files,
    'total_size_bytes', totals.bytes,
    'files_by_component', (SELECT COALESCE(jsonb_object_agg(component, files), '{}')
                             FROM (SELECT component, COUNT(*) AS files FROM present WHERE component IS NOT NULL GROUP BY component) c),
    'files_by_pillar', (SELECT COALESCE(jsonb_object_agg(pillar, files), '{}')
                          FROM (SELECT pillar, COUNT(*) AS files FROM present WHERE pillar IS NOT NULL GROUP BY pillar) p),
    'files_by_project', (SELECT COALESCE(jsonb_object_agg(project, files), '{}')
                           FROM (SELECT project, COUNT(*) AS files FROM present WHERE project IS NOT NULL GROUP BY project) p),
    'files_by_type', (SELECT COALESCE(jsonb_object_agg(type, files), '{}')
                        FROM (SELECT type, COUNT(*) AS files FROM present GROUP BY type) t),
    'pillars_total', cardinality($1::text[]),
    'empty_pillars', CASE WHEN $1::text[] IS NOT NULL THEN
        (SELECT COALESCE(jsonb_agg(name ORDER BY place), '[]') FROM unnest($1::text[]) WITH ORDINALITY AS d (name, place)
          WHERE NOT EXISTS (SELECT FROM present WHERE pillar = name)) END,
    'stale_days', $2::int,
    'stale_files', totals.stale,
    'external_total', external.total,
    'external_duplicates', external.duplicates,
    'external_unique', external.uniques,
    'duplicate_groups', repeated.groups,
    'duplicate_files', repeated.files,
    'duplicate_bytes', repeated.bytes,
    'unrouted_files', totals.unrouted,
    'unhashed_files', totals.unhashed) AS answer
  FROM totals, repeated, external
