-- title: Replication
-- about: Active replication links with their state and lag.
-- columns: primary_node, replica_node, state, sync_state, replay_lag_ms, is_active, last_check
-- answers: 004:515-530, 004:606-609
-- empty: No replication link is active.
SELECT primary_node, replica_node, state, sync_state, replay_lag_ms, is_active, last_check
  FROM v_replication_health
 ORDER BY primary_node, replica_node
