-- A verification as one document. Of two in one second the second has a number.
-- $1 name text, $2 status varchar, $3 passed integer, $4 failed integer, $5 state jsonb
INSERT INTO system_state_snapshots (snapshot_name, snapshot_type, description, verification_status,
                                    tests_passed, tests_failed, state_json, created_by)
SELECT $1 || CASE WHEN EXISTS (SELECT FROM system_state_snapshots s WHERE s.snapshot_name = $1) THEN ' #' || txid_current() ELSE '' END,
       'verified', 'v7 node verify', $2, $3, $4, $5, session_user
RETURNING snapshot_name
