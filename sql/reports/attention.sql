-- title: Attention
-- about: Tasks that are blocked or in progress.
-- address: task/{parent_phase}.{task_number}
-- columns: parent_phase, task_number, task_name, status
-- answers: 001:569-570
-- empty: No task is blocked or in progress.
-- next: v7 show task/PHASE.TASK
SELECT parent_phase, task_number, task_name, status
  FROM v7_subworkflow_tasks
 WHERE status IN ('blocked', 'in_progress')
 ORDER BY parent_phase, task_number
