-- $1 id, $2 path from the repository's root.
UPDATE v7_sessions SET log_path = $2::text WHERE id = $1::bigint
