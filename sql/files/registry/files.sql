-- Registered files by path. Without a status, all that are not deleted.
-- The total is how many there are in all, where that is known: they are not counted again.
-- $1 path_patterns text[], $2 component text, $3 pillar text, $4 project text, $5 extension text, $6 status text
-- $7 limit integer, $8 offset integer, $9 total bigint
WITH known AS NOT MATERIALIZED (
    SELECT f.*, CASE
            WHEN deleted_at IS NOT NULL THEN 'deleted'
            WHEN hash IS NULL THEN 'unhashed'
            WHEN component IS NULL AND pillar IS NULL AND project IS NULL THEN 'unrouted'
            ELSE 'present' END AS status
      FROM v7_files f
), wanted AS NOT MATERIALIZED (
    SELECT * FROM known
     WHERE CASE WHEN $6::text IS NULL THEN deleted_at IS NULL ELSE status = $6::text END
       AND ($1::text[] IS NULL OR path LIKE ANY ($1::text[]))
       AND ($2::text IS NULL OR component = $2::text)
       AND ($3::text IS NULL OR pillar = $3::text)
       AND ($4::text IS NULL OR project = $4::text)
       AND ($5::text IS NULL OR ltrim(ext, '.') = ltrim($5::text, '.'))
), counted AS (
    SELECT COALESCE($9::bigint, (SELECT COUNT(*) FROM wanted)) AS total
), page AS (
    SELECT * FROM wanted ORDER BY path COLLATE "C" LIMIT $7::int OFFSET $8::int
)
SELECT jsonb_build_object('total', total, 'rows', (
    SELECT COALESCE(jsonb_agg(jsonb_build_object(
            'path', path, 'sha256', hash, 'size_bytes', size_bytes, 'ext', ext, 'type', file_type,
            'component', component, 'pillar', pillar, 'project', project,
            'modified_at', to_char(mtime AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'status', status)
        ORDER BY path COLLATE "C"), '[]') FROM page)) AS answer
  FROM counted
