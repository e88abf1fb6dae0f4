-- What this login is, or may become within a statement (set_config('role', …)), that a READ ONLY transaction does not
-- hold: files, other people's sessions, replication slots, and by dblink sessions of its own.
SELECT power FROM (
    SELECT 1 AS rank, 'a superuser' AS power
     WHERE EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(session_user, oid, 'MEMBER'))
     UNION ALL
    SELECT 2, 'a login with REPLICATION'
     WHERE EXISTS (SELECT FROM pg_roles WHERE rolreplication AND pg_has_role(session_user, oid, 'MEMBER'))
     UNION ALL
    SELECT 3, 'a member of ' || rolname FROM pg_roles
     WHERE rolname IN ('pg_write_server_files', 'pg_execute_server_program', 'pg_signal_backend')
       AND pg_has_role(session_user, oid, 'MEMBER')
     UNION ALL
    SELECT 4, 'a login with dblink and a user mapping'
     WHERE EXISTS (SELECT FROM pg_proc WHERE proname LIKE 'dblink%' AND has_function_privilege(session_user, oid, 'EXECUTE'))
       AND EXISTS (SELECT FROM pg_user_mappings
                    WHERE (umuser = 0 OR pg_has_role(session_user, umuser, 'MEMBER'))
                      AND has_server_privilege(session_user, srvid, 'USAGE'))
) powers
 WHERE rank = 1 OR NOT EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(session_user, oid, 'MEMBER'))
 ORDER BY rank, power
