-- title: Latest snapshot
-- about: The newest snapshot of the machines' state.
-- columns: snapshot_name, verification_status, tests_passed, tests_failed, created_at
-- answers: 004:632-643
-- corrects: Of two snapshots taken in one transaction the later is the latest.
-- empty: No snapshot is recorded.
SELECT snapshot_name, verification_status, tests_passed, tests_failed, created_at
  FROM system_state_snapshots
 ORDER BY created_at DESC, id DESC
 LIMIT 1
