-- The last run of the collector, and whether it was cut off.
SELECT id::text AS id, status, coalesce(checkpoint ->> 'step', '') AS step, started_at
  FROM ingest_runs
 WHERE pipeline = 'refresh-meta'
 ORDER BY id DESC
 LIMIT 1
