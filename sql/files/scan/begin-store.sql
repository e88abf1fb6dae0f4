-- $1 run, $2 actor: what every batch's statements say of their rows.
INSERT INTO scan_run (run_id, session_id)
SELECT $1::bigint, (SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1)
