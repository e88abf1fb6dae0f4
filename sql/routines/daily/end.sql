-- How a run ended.
-- $1 run_id bigint, $2 status text, $3 milliseconds bigint, $4 counts jsonb, $5 errors jsonb
UPDATE ingest_runs
   SET status = $2::text, finished_at = now(), duration_ms = $3::bigint, counts = $4::jsonb, errors = $5::jsonb
 WHERE id = $1::bigint
