-- How an action ended.
-- $1 id bigint, $2 run_id bigint, $3 status text, $4 run_status text, $5 errors jsonb
WITH run AS (
    UPDATE ingest_runs
       SET status = $4::text, finished_at = clock_timestamp(), errors = $5::jsonb,
           duration_ms = round(extract(epoch FROM clock_timestamp() - started_at) * 1000)
     WHERE id = $2::bigint
)
UPDATE action_queue SET status = $3::text, finished_at = now() WHERE id = $1::bigint AND last_run_id = $2
