-- What the completion report of Directive 005 confirms, as far as the database knows it: one row.
SELECT (SELECT COUNT(*) FROM unnest(ARRAY['v7_migration_workflow', 'file_audit', 'v7_enum_migrations', 'v7_global_impacts',
                                          'v7_subworkflow_tasks', 'v7_test_results']) AS directed
         WHERE to_regclass(directed) IS NOT NULL) AS tables,
       (SELECT MAX(version) FROM v7_schema_migrations) AS schema_version,
       (SELECT name FROM v7_schema_migrations ORDER BY version LIMIT 1) AS script,
       (SELECT status || COALESCE(', approved by ' || approved_by, '')
          FROM v7_migration_workflow WHERE phase_number = 4) AS phase,
       EXISTS (SELECT FROM v7_resources WHERE kind = 'Persona' AND name = 'The Architect') AS has_architect
