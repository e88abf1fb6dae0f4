-- Slots that nobody declared: what was seen of them is all that their rows hold.
-- $1 slots jsonb
INSERT INTO replication_status (slot_name, primary_node_id, replica_node_id, state, sync_state, replay_lag_ms, bytes_lag, last_check)
SELECT o.slot, p.id, f.id, o.state, o."syncState", o."replayLagMs", o."bytesLag", o.observed_at
  FROM jsonb_to_recordset($1::jsonb)
      AS o (slot TEXT, "primaryNode" TEXT, "replicaNode" TEXT, state TEXT, "syncState" TEXT, "replayLagMs" INTEGER,
            "bytesLag" BIGINT, observed_at TIMESTAMP)
  LEFT JOIN system_nodes p ON p.node_name = o."primaryNode"
  LEFT JOIN system_nodes f ON f.node_name = o."replicaNode"
 WHERE NOT EXISTS (SELECT FROM replication_status r WHERE r.slot_name = o.slot AND r.is_active)
 ORDER BY o.slot
