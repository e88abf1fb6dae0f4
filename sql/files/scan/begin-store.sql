-- What every batch's statements say of their rows.
-- $1 run_id bigint, $2 actor text, $3 tells_changes boolean
INSERT INTO scan_run (run_id, session_id, tells_changes)
SELECT $1::bigint, (SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1),
       $3::boolean
