-- title: Snapshots of the machines
-- about: The snapshots of the machines' state, the newest first.
-- parameter: limit integer(1..10000) = 20: how many
-- columns: snapshot_name, snapshot_type, verification_status, tests_passed, tests_failed, created_by, created_at, description
-- answers: 004:632-643
-- empty: No snapshot is recorded.
-- next: v7 report latest-snapshot
SELECT snapshot_name, snapshot_type, verification_status, tests_passed, tests_failed, created_by, created_at, description
  FROM system_state_snapshots
 ORDER BY created_at DESC, id DESC
 LIMIT $1::integer
