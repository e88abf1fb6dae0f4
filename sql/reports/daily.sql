-- title: Daily status
-- about: Phases done, today's tasks and migrated files, and what is blocked.
-- parameter: timezone zone = v7.yaml: where today is
-- columns: phase_progress, today_completions, today_migrations, current_blockers
-- answers: 001:311-336
-- corrects: The number of phases was fixed at 7, cancelled tasks counted as completed, blocked phases did not count, and any change of a migrated file counted as its migration.
-- empty: Nothing is recorded.
WITH today AS (
    SELECT (now() AT TIME ZONE $1::text)::date::timestamp AT TIME ZONE $1 AT TIME ZONE 'UTC' AS began
), migrations AS (
    SELECT COUNT(DISTINCT record_key) AS files
      FROM v7_change_history, today
     WHERE created_at >= began AND table_affected = 'file_audit'
       AND new_value ->> 'v7_workflow_status' = 'migrated'
       AND old_value ->> 'v7_workflow_status' IS DISTINCT FROM 'migrated'
), phases AS (
    SELECT COUNT(*) AS total,
           COUNT(*) FILTER (WHERE status = 'completed') AS completed,
           COUNT(*) FILTER (WHERE status = 'blocked') AS blocked
      FROM v7_migration_workflow
), tasks AS (
    SELECT COUNT(*) FILTER (WHERE status = 'completed' AND completed_at >= (SELECT began FROM today)) AS completed,
           COUNT(*) FILTER (WHERE status = 'blocked') AS blocked
      FROM v7_subworkflow_tasks
)
SELECT phases.completed || '/' || phases.total || ' phases' AS phase_progress,
       tasks.completed || ' tasks' AS today_completions,
       migrations.files || ' files' AS today_migrations,
       tasks.blocked + phases.blocked || ' blockers' AS current_blockers
  FROM migrations, phases, tasks
