-- How a run ended, and what it read.
-- $1 run_id bigint, $2 status text, $3 counts jsonb, $4 errors jsonb, $5 artifacts jsonb
UPDATE ingest_runs
   SET status = $2::text, counts = $3::jsonb, errors = $4::jsonb, artifacts = $5::jsonb, finished_at = clock_timestamp(),
       duration_ms = round(extract(epoch FROM clock_timestamp() - started_at) * 1000)
 WHERE id = $1::bigint
