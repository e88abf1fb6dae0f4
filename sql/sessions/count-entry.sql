-- Counts one more entry of the actor's session; no row when there is none at work.
-- $1 actor text, $2 timezone text
UPDATE v7_sessions SET log_entries = log_entries + 1
 WHERE actor = $1::text AND ended_at IS NULL
RETURNING id::text, log_path, title, actor, to_char(now() AT TIME ZONE $2::text, 'YYYY-MM-DD HH24:MI') AS local_time,
    to_char(started_at AT TIME ZONE $2::text, 'YYYY-MM-DD HH24:MI') AS started_local
