-- Files not modified for some days, the longest first.
-- $1 days integer, $2 limit integer
WITH stale AS (
    SELECT * FROM v7_files WHERE deleted_at IS NULL AND mtime < now() - make_interval(days => $1::int)
), counted AS (
    SELECT COUNT(*) AS total FROM stale
), page AS (
    SELECT * FROM stale ORDER BY mtime, path COLLATE "C" LIMIT $2::int
)
SELECT jsonb_build_object('total', total, 'rows', (
    SELECT COALESCE(jsonb_agg(jsonb_build_object(
            'path', path, 'size_bytes', size_bytes,
            'modified_at', to_char(mtime AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'days', floor(extract(epoch FROM now() - mtime) / 86400))
        ORDER BY mtime, path COLLATE "C"), '[]') FROM page)) AS answer
  FROM counted
