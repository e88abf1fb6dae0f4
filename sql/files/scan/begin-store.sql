-- What every batch's statements say of their rows.
-- $1 run_id bigint, $2 actor text
INSERT INTO scan_run (run_id, session_id)
SELECT $1::bigint, (SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1)
