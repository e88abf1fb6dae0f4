-- Who asks, which server answers, and whether that login may see what the files say: that right is part of no role.
SELECT quote_ident(current_user) AS login, current_setting('server_version') AS version,
       has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')
       AND has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE') AS reads_files,
       pg_has_role('pg_read_all_stats', 'USAGE') AS monitors
