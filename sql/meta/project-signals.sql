-- What each project's files do, added up. Somebody's word about a file is worth more than what was found. A file that is gone counts
-- no more.
-- $1 run_id bigint
WITH present AS (
    SELECT files.project_path, files.file_path
      FROM files JOIN file_analyses ON file_id = files.id
     WHERE files.missing_since IS NULL AND file_analyses.status = 'analyzed' AND file_analyses.is_test IS NOT TRUE
), signals AS (
    SELECT project_path, file_path, role, is_role FROM codegraphx_file_signals
), decided AS (
    SELECT project_path, file_path, role, coalesce(role_overrides.is_role, signals.is_role) AS is_role
      FROM signals FULL JOIN role_overrides USING (project_path, file_path, role)
), counted AS (
    SELECT project_path, role, count(*)::int AS files
      FROM decided JOIN present USING (project_path, file_path)
     WHERE is_role
     GROUP BY project_path, role
), summed AS (
    SELECT present.project_path, count(*)::int AS analyzed,
           coalesce((SELECT files FROM counted WHERE counted.project_path = present.project_path AND role = 'collector'), 0) AS collectors,
           coalesce((SELECT jsonb_object_agg(role, files) FROM counted WHERE counted.project_path = present.project_path), '{}') AS roles
      FROM present
     GROUP BY present.project_path
), written AS (
    INSERT INTO codegraphx_project_signals AS known (project_path, files_analyzed, collector_files, collector_ratio, role_counts, run_id)
    SELECT project_path, analyzed, collectors, round(collectors::numeric / analyzed, 4), roles, $1::bigint FROM summed
        ON CONFLICT (project_path) DO UPDATE
       SET files_analyzed = EXCLUDED.files_analyzed, collector_files = EXCLUDED.collector_files,
           collector_ratio = EXCLUDED.collector_ratio, role_counts = EXCLUDED.role_counts, run_id = EXCLUDED.run_id, updated_at = now()
     WHERE (known.files_analyzed, known.collector_files, known.role_counts)
           IS DISTINCT FROM (EXCLUDED.files_analyzed, EXCLUDED.collector_files, EXCLUDED.role_counts)
), emptied AS (
    UPDATE codegraphx_project_signals AS known
       SET files_analyzed = 0, collector_files = 0, collector_ratio = 0, role_counts = '{}', run_id = $1::bigint, updated_at = now()
     WHERE files_analyzed > 0 AND NOT EXISTS (SELECT FROM summed WHERE summed.project_path = known.project_path)
)
SELECT project_path, analyzed, collectors FROM summed ORDER BY project_path COLLATE "C"
