-- What a day begins with: what was done since, what is stuck, what waits, what changed outside v7; by the place of its topic.
-- $1 since timestamp with time zone, $2 days integer, $3 timezone text
WITH since AS (
    SELECT COALESCE($1::timestamptz, now() - interval '24 hours') AT TIME ZONE 'UTC' AS since,
           ((now() AT TIME ZONE $3::text)::date - $2::integer)::timestamp AT TIME ZONE $3 AT TIME ZONE 'UTC' AS usual,
           (now() AT TIME ZONE $3)::date AS today
), phase AS (
    SELECT w.*, d.gate_open, (SELECT COUNT(*) FROM v7_migration_workflow) AS phases
      FROM v7_migration_workflow w
      JOIN v7_migration_dashboard_v2 d USING (phase_number)
     WHERE w.status <> 'completed'
     ORDER BY w.phase_number
     LIMIT 1
), tasks AS (
    SELECT *, parent_phase || '.' || task_number || ' ' || task_name AS subject, COALESCE(started_at, created_at) AS begun
      FROM v7_subworkflow_tasks
), topics AS (
    SELECT 1 AS place, 'Since' AS topic, to_char(since AT TIME ZONE 'UTC' AT TIME ZONE $3, 'YYYY-MM-DD HH24:MI') AS subject,
           $3 || CASE WHEN $1 IS NULL THEN ', the last 24 hours' ELSE '' END AS detail
      FROM since
     UNION ALL
    SELECT 2, 'Phase', phase_number || '/' || phases || ' ' || phase_name,
           status
               || COALESCE(', day ' || CASE WHEN isfinite(started_at)
                      THEN today - (started_at AT TIME ZONE 'UTC' AT TIME ZONE $3)::date + 1 END
                                  || COALESCE(' of ' || planned_days, ''), '')
               || '; gate ' || CASE WHEN gate_open THEN 'open' ELSE 'closed' END
      FROM phase, since
     UNION ALL
    SELECT 3, 'Done', subject, responsible_persona FROM tasks, since WHERE status = 'completed' AND completed_at >= since
     UNION ALL
    SELECT 4, 'Blocked', subject, responsible_persona FROM tasks WHERE status = 'blocked'
     UNION ALL
    SELECT 4, 'Blocked', 'phase ' || phase_number || ' ' || phase_name, lead_persona FROM v7_migration_workflow WHERE status = 'blocked'
     UNION ALL
    SELECT 5, 'Over ' || $2 || ' days', subject,
           COALESCE(CASE WHEN isfinite(begun) THEN today - (begun AT TIME ZONE 'UTC' AT TIME ZONE $3)::date || ' days, ' END, '')
               || responsible_persona
      FROM tasks, since WHERE status = 'in_progress' AND begun < usual
     UNION ALL
    SELECT 6, 'Approve', 'phase ' || phase_number || ' ' || phase_name, COALESCE(approval_status, 'pending')
      FROM v7_migration_workflow WHERE status = 'review' AND approval_status IS DISTINCT FROM 'approved'
     UNION ALL
    SELECT 7, 'Risk', COALESCE(impact_key, impact_description), lower(risk_assessment) || ', unanswered'
      FROM v7_global_impacts
     WHERE COALESCE(approval_status, 'pending') = 'pending' AND v7_risk_rank(risk_assessment) >= v7_risk_rank('high')
     UNION ALL
    SELECT 9, 'Outside', COUNT(DISTINCT (c.table_affected, c.record_key))
            || CASE COUNT(DISTINCT (c.table_affected, c.record_key)) WHEN 1 THEN ' row by ' ELSE ' rows by ' END || c.changed_by,
           to_char(MAX(c.created_at) AT TIME ZONE 'UTC' AT TIME ZONE $3, 'YYYY-MM-DD HH24:MI')
      FROM since, v7_change_history c
     WHERE c.created_at >= since AND NOT EXISTS (SELECT FROM v7_applies a WHERE a.txid = c.txid)
       -- What the recording of facts wrote was observed, and nobody changed it.
       AND NOT (c.table_affected IN ('postgresql_configuration', 'replication_status', 'services', 'software_versions')
                AND EXISTS (SELECT FROM v7_node_facts f WHERE f.recorded_at = c.created_at AT TIME ZONE 'UTC'))
     GROUP BY c.changed_by
     UNION ALL
    SELECT 10, 'Restart', node_name, COUNT(*) || CASE COUNT(*) WHEN 1 THEN ' setting' ELSE ' settings' END || ' pending'
      FROM v_pending_configuration GROUP BY node_name
)
SELECT place, topic, subject, detail FROM topics ORDER BY place, topic, subject
