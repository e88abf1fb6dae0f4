-- title: Done today
-- about: Tasks completed today.
-- parameter: timezone zone = v7.yaml: where today is
-- address: task/{parent_phase}.{task_number}
-- columns: parent_phase, task_number, task_name
-- answers: 001:572-573
-- corrects: A rolled back task keeps the time of its completion, but is not done.
-- empty: No task was completed today.
SELECT parent_phase, task_number, task_name
  FROM v7_subworkflow_tasks
 WHERE status = 'completed'
   AND (completed_at AT TIME ZONE 'UTC' AT TIME ZONE $1::text)::date = (now() AT TIME ZONE $1)::date
 ORDER BY parent_phase, task_number
