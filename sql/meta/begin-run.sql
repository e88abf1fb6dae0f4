-- Writes a run of the collector down before its first step. What was cut off before is closed, and told: the last of it is gone on with.
-- $1 scope text, $2 resumed_from bigint
WITH cut_off AS (
    UPDATE ingest_runs SET status = 'failed', finished_at = now(), errors = errors || '["cut off"]'::jsonb
     WHERE pipeline = 'refresh-meta' AND status = 'running'
)
INSERT INTO ingest_runs (pipeline, scope, resumed_from) VALUES ('refresh-meta', $1::text, $2::bigint) RETURNING id::text AS id
