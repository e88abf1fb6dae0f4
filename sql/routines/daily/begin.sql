-- Writes a run down before its first step. Runs of the day before that never ended were cut off.
-- $1 root text
WITH cut_off AS (
    UPDATE ingest_runs SET status = 'failed', finished_at = now(), errors = errors || '["cut off"]'::jsonb
     WHERE pipeline = 'daily' AND status = 'running' AND started_at < now() - interval '1 day'
)
INSERT INTO ingest_runs (pipeline, scope) VALUES ('daily', $1::text) RETURNING id::text
