-- What is known as one document. Of two of a name in one second the second has a number, unless the name was asked for.
-- $1 name text, $2 type varchar, $3 about text, $4 status varchar, $5 passed integer, $6 failed integer, $7 state jsonb, $8 exact boolean
INSERT INTO system_state_snapshots (snapshot_name, snapshot_type, description, verification_status,
                                    tests_passed, tests_failed, state_json, created_by)
SELECT CASE WHEN NOT $8::boolean AND EXISTS (SELECT FROM system_state_snapshots s WHERE s.snapshot_name = $1)
            THEN $1 || ' #' || txid_current() ELSE $1 END,
       $2, $3, $4, $5, $6, $7, session_user
    ON CONFLICT (snapshot_name) DO NOTHING
RETURNING snapshot_name AS name,
          created_by AS taken_by,
          to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS taken_at
