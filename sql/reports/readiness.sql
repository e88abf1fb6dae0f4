-- title: Readiness
-- about: What each task waits for.
-- parameter: phase integer(0..10000) = all: the phase's number
-- address: task/{parent_phase}.{task_number}
-- columns: parent_phase, task_number, task_name, status, readiness
-- answers: 001:160-173
-- corrects: Missing dependencies and tasks that are finished, blocked, deferred or in review were called ready.
-- empty: No such task is recorded.
-- next: v7 task start PHASE.TASK
SELECT t.parent_phase, t.task_number, t.task_name, t.status,
       CASE
           WHEN t.status IN ('completed', 'cancelled') THEN 'Finished'
           WHEN EXISTS (
               SELECT FROM unnest(t.dependencies) AS needed
                WHERE needed IS NULL OR NOT EXISTS (SELECT FROM v7_subworkflow_tasks x WHERE x.id = needed)
           ) THEN 'Broken dependency'
           WHEN EXISTS (SELECT FROM v7_subworkflow_tasks x WHERE x.id = ANY (t.dependencies) AND x.status = 'cancelled')
               THEN 'Depends on a cancelled task'
           WHEN EXISTS (SELECT FROM v7_subworkflow_tasks x WHERE x.id = ANY (t.dependencies) AND x.status IS DISTINCT FROM 'completed')
               THEN 'Blocked by dependencies'
           WHEN t.status = 'blocked' THEN 'Blocked'
           WHEN t.status = 'in_progress' THEN 'In progress'
           WHEN t.status = 'review' THEN 'In review'
           WHEN t.status = 'deferred' THEN 'Deferred'
           WHEN t.status = 'pending' THEN 'Ready to start'
           ELSE 'Unknown status'
       END AS readiness
  FROM v7_subworkflow_tasks t
 WHERE $1::integer IS NULL OR t.parent_phase = $1
 ORDER BY t.parent_phase, t.task_number
