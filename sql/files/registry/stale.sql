-- Files nobody wrote for some days, the longest first.
-- The total is how many there are in all, where that is known: they are not counted again.
-- $1 days integer, $2 limit integer, $3 offset integer, $4 total bigint
WITH stale AS (
    SELECT path, size_bytes, written_at
      FROM v7_files JOIN v7_file_dates ON file_id = id
     WHERE deleted_at IS NULL AND written_at < now() - make_interval(days => $1::int)
), counted AS (
    SELECT COALESCE($4::bigint, (SELECT COUNT(*) FROM stale)) AS total
), page AS (
    SELECT * FROM stale ORDER BY written_at, path COLLATE "C" LIMIT $2::int OFFSET $3::int
)
SELECT jsonb_build_object('total', total, 'rows', (
    SELECT COALESCE(jsonb_agg(jsonb_build_object(
            'path', path, 'size_bytes', size_bytes,
            'modified_at', to_char(written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'days', floor(extract(epoch FROM now() - written_at) / 86400))
        ORDER BY written_at, path COLLATE "C"), '[]') FROM page)) AS answer
  FROM counted
