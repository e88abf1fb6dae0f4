-- Sessions, the newest first.
-- $1 id bigint, $2 actor text, $3 at_work boolean, $4 limit integer
-- $5 status text, $6 since timestamptz
SELECT jsonb_build_object(
    'id', id, 'actor', actor, 'title', title, 'status', status, 'log_path', log_path,
    'started_at', to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'ended_at', to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'stats', jsonb_build_object(
        'files_created', files_created, 'files_modified', files_modified, 'files_deleted', files_deleted,
        'commits', COALESCE((stats ->> 'commits')::int, 0),
        'commits_dated_elsewhere', COALESCE((stats ->> 'commits_dated_elsewhere')::int, 0), 'log_entries', log_entries)) AS session
  FROM v7_sessions
 WHERE ($1::bigint IS NULL OR id = $1::bigint)
   AND ($2::text IS NULL OR actor = $2::text)
   AND ($3::boolean IS NULL OR (ended_at IS NULL) = $3::boolean)
   AND ($5::text IS NULL OR status = $5::text)
   AND ($6::timestamptz IS NULL OR started_at >= $6::timestamptz)
 ORDER BY id DESC
 LIMIT $4::int
