-- Measurements of one node. The row of the node is locked, so two of one file follow each other. What was recorded once is known for ever.
-- $1 node_id integer, $2 node text, $3 test_type varchar, $4 metrics jsonb, $5 digest text
WITH known AS (
    SELECT EXISTS (
        SELECT FROM ingest_runs r
         WHERE r.pipeline = 'metrics' AND r.status = 'succeeded' AND r.checkpoint ->> 'digest' = $5::text) AS is_known
), given AS (
    SELECT DISTINCT m.category, m.name, m.value, m.unit, m.measured_at AT TIME ZONE 'UTC' AS measured_at, m.metadata
      FROM jsonb_to_recordset($4::jsonb)
          AS m (category TEXT, name TEXT, value NUMERIC, unit TEXT, measured_at TIMESTAMPTZ, metadata JSONB)
), recorded AS (
    INSERT INTO performance_metrics (node_id, metric_category, metric_name, metric_value, metric_unit, test_type, metadata, measured_at)
    SELECT $1::integer, g.category, g.name, g.value, g.unit, $3::varchar, g.metadata, g.measured_at
      FROM given g
     WHERE NOT (SELECT k.is_known FROM known k)
       AND NOT EXISTS (
         SELECT FROM performance_metrics p
          WHERE p.node_id = $1 AND p.metric_category = g.category AND p.metric_name = g.name AND p.metric_value = g.value
            AND p.metric_unit IS NOT DISTINCT FROM g.unit AND p.test_type = $3 AND p.measured_at = g.measured_at)
     ORDER BY g.measured_at, g.category, g.name
    RETURNING id
), run AS (
    INSERT INTO ingest_runs (pipeline, scope, status, finished_at, duration_ms, counts, checkpoint)
    SELECT 'metrics', 'node/' || $2::text, 'succeeded', clock_timestamp(), 0,
           jsonb_build_object('recorded', (SELECT count(*) FROM recorded)), jsonb_build_object('digest', $5)
      FROM known k
     WHERE NOT k.is_known
    RETURNING id
)
SELECT (SELECT count(*) FROM recorded)::integer AS recorded, (SELECT count(*) FROM run)::integer AS runs
