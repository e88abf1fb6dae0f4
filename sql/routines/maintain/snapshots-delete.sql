-- Of automated snapshots the newest stay, of all others each.
-- $1 kept integer
DELETE FROM system_state_snapshots
 WHERE id IN (
    SELECT id
      FROM system_state_snapshots
     WHERE snapshot_type = 'automated'
     ORDER BY created_at DESC NULLS LAST, id DESC
    OFFSET $1::integer
 )
