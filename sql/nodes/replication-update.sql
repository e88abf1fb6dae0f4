-- Each slot's latest observation, whichever of its nodes it was made on.
-- $1 slots jsonb
UPDATE replication_status r
   SET state = o.state, sync_state = o."syncState", replay_lag_ms = o."replayLagMs", bytes_lag = o."bytesLag",
       last_check = o.observed_at
  FROM jsonb_to_recordset($1::jsonb)
      AS o (slot TEXT, state TEXT, "syncState" TEXT, "replayLagMs" INTEGER, "bytesLag" BIGINT, observed_at TIMESTAMP)
 WHERE r.slot_name = o.slot AND r.is_active
   AND (r.state, r.sync_state, r.replay_lag_ms, r.bytes_lag, r.last_check)
       IS DISTINCT FROM (o.state, o."syncState", o."replayLagMs", o."bytesLag", o.observed_at)
