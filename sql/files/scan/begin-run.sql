-- Writes a scan down, also one that is refused. It began so many milliseconds ago.
-- $1 scope text, $2 milliseconds double precision
INSERT INTO ingest_runs (pipeline, scope, status, started_at)
VALUES ('scan', $1, 'running', clock_timestamp() - $2::float8 * interval '1 millisecond')
RETURNING id::text AS id
