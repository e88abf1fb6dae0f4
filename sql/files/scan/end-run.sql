-- $1 run, $2 status, $3 counts, $4 errors, $5 checkpoint
UPDATE ingest_runs
   SET status = $2, counts = $3::jsonb, errors = $4::jsonb, checkpoint = $5::jsonb, finished_at = clock_timestamp(),
       duration_ms = round(extract(epoch FROM clock_timestamp() - started_at) * 1000)
 WHERE id = $1::bigint
