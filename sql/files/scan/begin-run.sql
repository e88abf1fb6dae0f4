-- $1 scope, $2 milliseconds since the scan began
INSERT INTO ingest_runs (pipeline, scope, status, started_at)
VALUES ('scan', $1, 'running', clock_timestamp() - $2::float8 * interval '1 millisecond')
RETURNING id::text AS id
