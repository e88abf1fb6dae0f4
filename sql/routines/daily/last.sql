-- How a repository's newest daily run ended, and when one last did all of its work. One that began a day ago and never ended
-- was cut off; one that is at work says nothing yet.
-- $1 root text
WITH runs AS (
    SELECT id, started_at, errors, CASE status WHEN 'running' THEN 'failed' ELSE status END AS status,
           status = 'running' AS was_cut_off
      FROM ingest_runs
     WHERE pipeline = 'daily' AND scope = $1::text
       AND (status <> 'running' OR started_at < now() - interval '1 day')
), newest AS (
    SELECT * FROM runs ORDER BY started_at DESC, id DESC LIMIT 1
)
SELECT to_char(newest.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS last_at, newest.status AS last_status,
       CASE WHEN newest.was_cut_off THEN 'cut off' ELSE newest.errors ->> 0 END AS reason,
       (SELECT to_char(max(started_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM runs WHERE status = 'succeeded') AS good_at
  FROM newest
