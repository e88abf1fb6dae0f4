-- Ends a session; its transaction rolls back. $1: server process.
SELECT pg_terminate_backend($1::int) AS ended
