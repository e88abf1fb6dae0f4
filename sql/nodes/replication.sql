-- The links of replication that a machine is part of, those at work first.
-- $1 node text
SELECT jsonb_build_object(
    'slot', r.slot_name, 'primary', p.node_name, 'replica', s.node_name, 'is_active', COALESCE(r.is_active, FALSE),
    'state', r.state, 'sync_state', r.sync_state, 'replay_lag_ms', r.replay_lag_ms, 'lag_bytes', r.bytes_lag,
    'checked_at', to_char(r.last_check, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) AS link
  FROM replication_status r
  LEFT JOIN system_nodes p ON p.id = r.primary_node_id
  LEFT JOIN system_nodes s ON s.id = r.replica_node_id
 WHERE $1::text IN (p.node_name, s.node_name)
 ORDER BY r.is_active DESC NULLS LAST, r.slot_name, r.id
