-- Writes a run down when it is over.
-- $1 pipeline text, $2 scope text, $3 status text, $4 milliseconds double precision, $5 counts jsonb, $6 errors jsonb
INSERT INTO ingest_runs (pipeline, scope, status, started_at, finished_at, duration_ms, counts, errors)
VALUES ($1, $2, $3, clock_timestamp() - $4::float8 * interval '1 millisecond', clock_timestamp(), round($4::float8), $5::jsonb, $6::jsonb)
RETURNING id::text AS id
