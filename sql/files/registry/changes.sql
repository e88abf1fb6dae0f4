-- Changes of files, the newest first: by the order in which the database took them, because clocks differ. A renamed file is
-- found by both its names.
-- The total is how many there are in all, where that is known: they are not counted again.
-- $1 since timestamptz, $2 path_patterns text[], $3 session_id bigint, $4 limit integer
-- $5 offset integer, $6 total bigint, $7 change text, $8 author text
WITH wanted AS NOT MATERIALIZED (
    SELECT * FROM v7_changes
     WHERE ($1::timestamptz IS NULL OR changed_at >= $1::timestamptz)
       AND ($2::text[] IS NULL OR path LIKE ANY ($2::text[]) OR old_path LIKE ANY ($2::text[]))
       AND ($3::bigint IS NULL OR session_id = $3::bigint)
       AND ($7::text IS NULL OR change_type = $7::text)
       AND ($8::text IS NULL OR author = $8::text)
), counted AS (
    SELECT COALESCE($6::bigint, (SELECT COUNT(*) FROM wanted)) AS total
), page AS (
    SELECT * FROM wanted ORDER BY id DESC LIMIT $4::int OFFSET $5::int
)
SELECT jsonb_build_object('total', total, 'rows', (
    SELECT COALESCE(jsonb_agg(jsonb_build_object(
            'id', id, 'at', to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'path', path, 'change', change_type, 'old_path', old_path, 'old_sha256', old_hash, 'new_sha256', new_hash,
            'detected_by', detected_by, 'commit', commit_sha, 'author', author, 'session_id', session_id)
        ORDER BY id DESC), '[]') FROM page)) AS answer
  FROM counted
