-- title: Stale tasks
-- about: Tasks in progress for more than some days, the longest first.
-- parameter: days integer(0..3650) = 7: how many days
-- address: task/{parent_phase}.{task_number}
-- columns: parent_phase, task_number, task_name, since
-- answers: 001:554-557
-- corrects: A task in progress without a start was never listed; its creation counts now.
-- empty: No task is in progress for that long.
-- next: v7 show task/PHASE.TASK
SELECT parent_phase, task_number, task_name, COALESCE(started_at, created_at) AS since
  FROM v7_subworkflow_tasks
 WHERE status = 'in_progress' AND COALESCE(started_at, created_at) < LOCALTIMESTAMP - make_interval(days => $1::integer)
 ORDER BY since, parent_phase, task_number
