-- Writes a campaign down before its first scan.
-- $1 scope text
INSERT INTO ingest_runs (pipeline, scope) VALUES ('campaign', $1::text) RETURNING id::text AS id
