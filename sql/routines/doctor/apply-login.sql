-- What the login that applies could do beyond applying.
SELECT session_user::text AS login,
       (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS is_superuser,
       has_table_privilege('v7_approvals', 'INSERT') OR has_table_privilege('v7_approvals', 'UPDATE') AS writes_approvals,
       has_any_column_privilege('v7_applies', 'INSERT') AS applies,
       -- The guard's functions look into this schema, with their owner's rights.
       has_schema_privilege(current_schema(), 'CREATE') AS creates,
       v7_is_guarded('v7_resources') AS is_guarded,
       ARRAY(SELECT k.table_name FROM v7_removable_kinds() k
              WHERE NOT v7_is_guarded(to_regclass(k.table_name)) OR has_table_privilege(k.table_name, 'TRUNCATE') ORDER BY 1) AS unguarded
