-- title: Replication
-- about: Active replication links with their state and lag, and whether that is healthy.
-- address: replication/{slot_name}
-- columns: primary_node, replica_node, slot_name, health, state, sync_state, replay_lag_ms, bytes_lag, slot_state, last_check, is_active, note
-- answers: 004:515-530, 004:606-609
-- corrects: What was seen more than a day ago, or of a server that has not been reached since, is unknown.
-- empty: No replication link is active.
SELECT p.node_name AS primary_node, n.node_name AS replica_node, r.slot_name,
       CASE WHEN r.state IS NULL OR r.state = 'unknown' THEN 'unknown'
            WHEN r.state <> 'streaming' OR s.value ->> 'slotState' IN ('unreserved', 'lost') THEN 'degraded'
            WHEN s.is_away OR r.last_check < now() AT TIME ZONE 'UTC' - interval '1 day' THEN 'unknown'
            ELSE 'healthy' END AS health,
       r.state, r.sync_state, r.replay_lag_ms, r.bytes_lag, s.value ->> 'slotState' AS slot_state, r.last_check, r.is_active,
       s.value ->> 'note' AS note
  FROM replication_status r
  JOIN system_nodes p ON p.id = r.primary_node_id
  JOIN system_nodes n ON n.id = r.replica_node_id
  -- The look that the row follows from, and whether that server was away in a later one.
  LEFT JOIN LATERAL (
      SELECT f.value,
             EXISTS (
                 SELECT FROM v7_node_facts a
                  WHERE a.node_name = f.node_name AND a.fact = 'reach/postgresql' AND a.observed_at > f.observed_at
                    AND a.value ->> 'reachable' = 'false') AS is_away
        FROM v7_node_facts f
       WHERE f.node_name IN (p.node_name, n.node_name) AND f.fact = 'replication/' || r.slot_name
         AND date_trunc('second', f.observed_at AT TIME ZONE 'UTC') = r.last_check AND f.value ->> 'state' = r.state
       ORDER BY f.value ->> 'seenFrom', f.id DESC
       LIMIT 1) s ON TRUE
 WHERE r.is_active
 ORDER BY p.node_name, n.node_name, r.slot_name
