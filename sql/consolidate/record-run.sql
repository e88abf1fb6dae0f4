-- $1 pipeline, $2 scope, $3 status, $4 milliseconds it took, $5 counts, $6 errors
INSERT INTO ingest_runs (pipeline, scope, status, started_at, finished_at, duration_ms, counts, errors)
VALUES ($1, $2, $3, clock_timestamp() - $4::float8 * interval '1 millisecond', clock_timestamp(), round($4::float8), $5::jsonb, $6::jsonb)
RETURNING id::text AS id
