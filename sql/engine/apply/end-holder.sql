-- Ends a session; its transaction rolls back.
-- $1 process_id integer
SELECT pg_terminate_backend($1::int) AS ended
