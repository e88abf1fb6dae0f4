-- How far a run has come.
-- $1 run_id bigint, $2 checkpoint jsonb
UPDATE ingest_runs SET checkpoint = $2::jsonb WHERE id = $1::bigint
