-- title: Overnight
-- about: Tasks that are blocked, or in progress since before the last days began.
-- parameter: days integer(0..3650) = 2: how many days in progress are usual
-- parameter: timezone zone = v7.yaml: where days begin
-- address: task/{parent_phase}.{task_number}
-- columns: parent_phase, task_number, task_name, status, since
-- answers: 001:447-450
-- corrects: A task in progress without a start was never listed; its creation counts now.
-- empty: No task is blocked or in progress for too long.
-- next: v7 show task/PHASE.TASK
SELECT parent_phase, task_number, task_name, status, COALESCE(started_at, created_at) AS since
  FROM v7_subworkflow_tasks
 WHERE status = 'blocked'
    OR (status = 'in_progress'
        AND COALESCE(started_at, created_at)
            < ((now() AT TIME ZONE $2::text)::date - $1::integer)::timestamp AT TIME ZONE $2 AT TIME ZONE 'UTC')
 ORDER BY parent_phase, task_number
