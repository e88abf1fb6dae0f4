-- The latest by the observer's clock, and of several at one instant the one recorded last. Without a node, of all. What was
-- recorded of a machine before it was renamed is its own, whoever has that name now.
-- $1 node text
WITH renamed AS (
    SELECT c.record_key, c.old_value ->> 'node_name' AS former, c.created_at AT TIME ZONE 'UTC' AS renamed_at
      FROM v7_change_history c
     WHERE c.table_affected = 'system_nodes' AND c.operation = 'update' AND c.old_value ? 'node_name'
), attributed AS (
    SELECT coalesce(n.node_name, f.node_name) AS node, f.fact, f.value, f.source, f.observed_at, f.recorded_at, f.recorded_by, f.id
      FROM v7_node_facts f
      LEFT JOIN LATERAL (
          SELECT r.record_key
            FROM renamed r
           WHERE r.former = f.node_name AND r.renamed_at >= f.recorded_at
           ORDER BY r.renamed_at
           LIMIT 1) r ON TRUE
      LEFT JOIN system_nodes n ON n.id::text = r.record_key
     WHERE $1::text IS NULL OR f.node_name = $1 OR f.node_name IN (SELECT o.former FROM renamed o)
)
SELECT DISTINCT ON (a.node, a.fact COLLATE "C")
       a.node, a.fact, a.value, a.source,
       to_char(a.observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS observed_at,
       to_char(a.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
       a.recorded_by
  FROM attributed a
 WHERE $1::text IS NULL OR a.node = $1
 ORDER BY a.node, a.fact COLLATE "C", a.observed_at DESC, a.id DESC
