-- Whether the server follows another one, on which timeline, and whether anything comes in. Of a receiver, a login without pg_monitor
-- sees only that it is there.
SELECT r.follows,
       CASE WHEN r.follows THEN coalesce(w.received_tli, (SELECT c.timeline_id FROM pg_control_checkpoint() c))
            ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer END AS timeline,
       w.pid IS NOT NULL AS receives, w.status AS receiver,
       coalesce(nullif(w.slot_name, ''), nullif(current_setting('primary_slot_name'), '')) AS slot,
       CASE WHEN r.follows AND w.status IS NOT NULL
            THEN greatest(pg_wal_lsn_diff(greatest(w.latest_end_lsn, pg_last_wal_receive_lsn()), pg_last_wal_replay_lsn()), 0)::bigint
             END AS behind,
       r.follows AND pg_is_wal_replay_paused() AS is_paused
  FROM (SELECT pg_is_in_recovery() AS follows) r
  LEFT JOIN pg_stat_wal_receiver w ON TRUE
