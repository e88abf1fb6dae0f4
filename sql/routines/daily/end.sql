-- $1 run, $2 status, $3 milliseconds, $4 counts, $5 errors.
UPDATE ingest_runs
   SET status = $2::text, finished_at = now(), duration_ms = $3::bigint, counts = $4::jsonb, errors = $5::jsonb
 WHERE id = $1::bigint
