-- What comparing the files of these groups came to.
-- $1 groups text[]
WITH present AS (
    SELECT *, concat_ws(' ', node, metadata ->> 'device', coalesce(metadata ->> 'stamp', id::text), hash) AS file,
           hash IS NOT NULL AND metadata ->> 'kind' IS DISTINCT FROM 'link' AS is_compared
      FROM v7_external_sources WHERE source_group = ANY ($1::text[]) AND status <> 'gone'
)
SELECT jsonb_build_object(
       'files', count(*),
       'unique', count(*) FILTER (WHERE is_compared AND status <> 'duplicate'),
       'duplicates', count(*) FILTER (WHERE status = 'duplicate'),
       'registered', count(*) FILTER (WHERE duplicate_of_file IS NOT NULL),
       'duplicate_bytes', coalesce(sum(size_bytes) FILTER (WHERE status = 'duplicate'), 0),
       'hard_links', count(*) FILTER (WHERE is_compared AND size_bytes > 0)
                     - count(DISTINCT file) FILTER (WHERE is_compared AND size_bytes > 0),
       'empty', count(*) FILTER (WHERE is_compared AND size_bytes = 0),
       'not_compared', count(*) FILTER (WHERE NOT is_compared)) AS answer
  FROM present
