-- title: Evening
-- about: The day's end: completed, started and blocked today, and changes outside v7.
-- parameter: timezone zone = v7.yaml: where today is
-- columns: topic, subject, detail
-- answers: 001:471-507
-- corrects: As in today. Phases need no touching: a task that changes moves its phase's updated_at.
-- empty: Nothing is recorded.
-- next: v7 report morning
WITH today AS (
    SELECT (now() AT TIME ZONE $1::text)::date::timestamp AT TIME ZONE $1 AT TIME ZONE 'UTC' AS began
), tasks AS (
    SELECT *, parent_phase || '.' || task_number || ' ' || task_name AS subject FROM v7_subworkflow_tasks
), topics AS (
    SELECT 1 AS place, 'Progress' AS topic,
           (SELECT COUNT(*) FILTER (WHERE status = 'completed') || '/' || COUNT(*) || ' phases' FROM v7_migration_workflow) AS subject,
           (SELECT COUNT(*) FILTER (WHERE status = 'completed') || '/'
                   || COUNT(*) FILTER (WHERE status IS DISTINCT FROM 'cancelled') || ' tasks' FROM tasks) AS detail
     UNION ALL
    SELECT 2, 'Completed', subject, responsible_persona FROM tasks, today WHERE status = 'completed' AND completed_at >= began
     UNION ALL
    SELECT 3, 'Started', subject, responsible_persona FROM tasks, today WHERE started_at >= began
     UNION ALL
    SELECT 4, 'Blocked', subject, responsible_persona FROM tasks WHERE status = 'blocked'
     UNION ALL
    SELECT 4, 'Blocked', 'phase ' || phase_number || ' ' || phase_name, lead_persona FROM v7_migration_workflow WHERE status = 'blocked'
     UNION ALL
    SELECT 5, 'Outside', COUNT(DISTINCT (c.table_affected, c.record_key))
            || CASE COUNT(DISTINCT (c.table_affected, c.record_key)) WHEN 1 THEN ' row by ' ELSE ' rows by ' END || c.changed_by,
           to_char(MAX(c.created_at) AT TIME ZONE 'UTC' AT TIME ZONE $1, 'YYYY-MM-DD HH24:MI')
      FROM today, v7_change_history c
     WHERE c.created_at >= began AND NOT EXISTS (SELECT FROM v7_applies a WHERE a.txid = c.txid)
       -- What the recording of facts wrote was observed, and nobody changed it.
       AND NOT (c.table_affected IN ('postgresql_configuration', 'replication_status', 'services', 'software_versions')
                AND EXISTS (SELECT FROM v7_node_facts f WHERE f.recorded_at = c.created_at AT TIME ZONE 'UTC'))
     GROUP BY c.changed_by
)
SELECT topic, subject, detail FROM topics ORDER BY place, topic, subject
