-- What the login that applies could do beyond applying.
SELECT session_user::text AS login,
       (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS is_superuser,
       has_table_privilege('v7_approvals', 'INSERT') OR has_table_privilege('v7_approvals', 'UPDATE') AS writes_approvals,
       v7_is_guarded('v7_resources') AS is_guarded,
       has_any_column_privilege('v7_applies', 'INSERT') AS applies
