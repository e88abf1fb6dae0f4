-- How a repository's last daily run went, and whether it is long ago.
-- $1 root text
SELECT status, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, errors,
       started_at < now() - interval '2 days' AS is_old
  FROM ingest_runs
 WHERE pipeline = 'daily' AND scope = $1::text
 ORDER BY started_at DESC
 LIMIT 1
