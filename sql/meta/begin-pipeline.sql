-- Writes a run of a pipeline down before it does anything.
-- $1 pipeline text, $2 scope text
INSERT INTO ingest_runs (pipeline, scope) VALUES ($1, $2) RETURNING id::text AS id
