-- title: Load
-- about: Open tasks of each persona, the busiest first.
-- columns: responsible_persona, open_tasks, in_progress, blocked
-- answers: 001:627
-- empty: No task is open.
-- next: v7 task list
SELECT responsible_persona, COUNT(*) AS open_tasks,
       COUNT(*) FILTER (WHERE status = 'in_progress') AS in_progress,
       COUNT(*) FILTER (WHERE status = 'blocked') AS blocked
  FROM v7_subworkflow_tasks
 WHERE status IS NULL OR status NOT IN ('completed', 'cancelled')
 GROUP BY responsible_persona
 ORDER BY open_tasks DESC, responsible_persona
