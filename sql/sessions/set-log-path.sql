-- Where a session's log lies, from the repository's root.
-- $1 id bigint, $2 log_path text
UPDATE v7_sessions SET log_path = $2::text WHERE id = $1::bigint
