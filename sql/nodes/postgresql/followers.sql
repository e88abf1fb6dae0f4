-- Slots, and who follows: through a slot or without one. What is behind is what was not replayed there, or, where nobody follows, what
-- the slot still has. A backup that runs is no follower. A login without pg_monitor sees only that somebody is there: the state is null.
WITH here AS (
    SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS position
)
SELECT s.slot_name AS slot, s.wal_status AS kept, s.safe_wal_size AS safe_bytes,
       pg_wal_lsn_diff(h.position, s.restart_lsn)::bigint AS kept_bytes,
       coalesce(s.active, TRUE) AS is_followed, f.application_name AS application, f.state, f.sync_state,
       greatest(pg_wal_lsn_diff(h.position, CASE WHEN f.pid IS NOT NULL THEN f.replay_lsn
                                                 WHEN s.slot_type = 'logical' THEN s.confirmed_flush_lsn
                                                 ELSE s.restart_lsn END), 0)::bigint AS behind,
       round(extract(epoch FROM f.replay_lag) * 1000)::integer AS lag_ms
  FROM pg_replication_slots s
  FULL JOIN pg_stat_replication f ON f.pid = s.active_pid
 CROSS JOIN here h
 WHERE s.temporary IS NOT TRUE AND f.state IS DISTINCT FROM 'backup'
 ORDER BY s.slot_name, f.application_name
