-- title: Integrity
-- about: Tasks without phase or DART link, with broken or circular dependencies or unknown status.
-- address: task/{parent_phase}.{task_number}
-- columns: problem, parent_phase, task_number, task_name, status
-- answers: 001:542-552
-- corrects: NOT IN cannot see a task without phase; an empty DART id counted as a link.
-- empty: No problem found.
-- next: v7 show task/PHASE.TASK
WITH RECURSIVE needs AS (
    SELECT t.id, unnest(t.dependencies) AS needed FROM v7_subworkflow_tasks t
), inner_needs AS (
    SELECT n.id, n.needed FROM needs n WHERE EXISTS (SELECT FROM needs o WHERE o.id = n.needed) AND n.id <> n.needed
), ways AS (
    SELECT id, needed, 1 AS steps FROM inner_needs
     UNION
    SELECT w.id, n.needed, w.steps + 1
      FROM ways w
      JOIN inner_needs n ON n.id = w.needed
     WHERE w.steps < 24 AND w.id <> w.needed
)
SELECT 'orphan' AS problem, t.parent_phase, t.task_number, t.task_name, t.status
  FROM v7_subworkflow_tasks t
 WHERE NOT EXISTS (SELECT FROM v7_migration_workflow w WHERE w.phase_number = t.parent_phase)
 UNION ALL
SELECT 'missing DART link', parent_phase, task_number, task_name, status
  FROM v7_subworkflow_tasks
 WHERE status = 'completed' AND NULLIF(trim(dart_task_id), '') IS NULL
 UNION ALL
SELECT 'broken dependency', t.parent_phase, t.task_number, t.task_name, t.status
  FROM v7_subworkflow_tasks t
 WHERE EXISTS (
     SELECT FROM unnest(t.dependencies) AS needed
      WHERE needed IS NULL OR NOT EXISTS (SELECT FROM v7_subworkflow_tasks x WHERE x.id = needed)
 )
 UNION ALL
SELECT 'depends on itself', parent_phase, task_number, task_name, status
  FROM v7_subworkflow_tasks
 WHERE id = ANY (dependencies)
 UNION ALL
SELECT 'waits in a circle', t.parent_phase, t.task_number, t.task_name, t.status
  FROM v7_subworkflow_tasks t
 WHERE EXISTS (SELECT FROM ways w WHERE w.id = t.id AND w.needed = t.id)
 UNION ALL
SELECT 'unknown status', parent_phase, task_number, task_name, status
  FROM v7_subworkflow_tasks
 WHERE status IS NULL
    OR status NOT IN ('pending', 'in_progress', 'blocked', 'review', 'completed', 'cancelled', 'deferred')
 ORDER BY problem, parent_phase, task_number
