-- The newest snapshots, to choose from.
SELECT snapshot_name AS name FROM system_state_snapshots ORDER BY created_at DESC, id DESC LIMIT 5
