-- The latest by the observer's clock, and of several at one instant the one recorded last. Without a node, of all.
-- $1 node text
SELECT DISTINCT ON (node_name, fact COLLATE "C")
       node_name AS node, fact, value, source,
       to_char(observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS observed_at,
       to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
       recorded_by
  FROM v7_node_facts
 WHERE $1::text IS NULL OR node_name = $1
 ORDER BY node_name, fact COLLATE "C", v7_node_facts.observed_at DESC, id DESC
