-- What the login that reads could change all the same, in v7's schema and the database.
SELECT session_user::text AS login,
       (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS is_superuser,
       ARRAY(SELECT c.relname::text FROM pg_class c
              WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind IN ('r', 'p', 'v')
                AND (has_table_privilege(c.oid, 'INSERT') OR has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')
                     OR has_table_privilege(c.oid, 'TRUNCATE') OR has_any_column_privilege(c.oid, 'INSERT')
                     OR has_any_column_privilege(c.oid, 'UPDATE'))
              ORDER BY 1) AS writable,
       has_schema_privilege(current_schema(), 'CREATE') AS creates,
       has_database_privilege(current_database(), 'TEMPORARY') AS makes_temporary_tables,
       has_function_privilege('lo_create(oid)', 'EXECUTE') OR has_function_privilege('lo_creat(integer)', 'EXECUTE')
           OR has_function_privilege('lo_from_bytea(oid, bytea)', 'EXECUTE') AS makes_large_objects,
       has_column_privilege('v7_state', 'lock_key', 'SELECT') AS knows_lock_key
