-- title: Time per task
-- about: How long the completed tasks of each phase took on average.
-- columns: parent_phase, tasks, avg_hours
-- answers: 001:620
-- empty: No task is completed.
SELECT parent_phase, COUNT(*) AS tasks,
       ROUND(AVG(EXTRACT(EPOCH FROM completed_at - COALESCE(started_at, created_at)))
             FILTER (WHERE isfinite(completed_at) AND isfinite(COALESCE(started_at, created_at))) / 3600, 2) AS avg_hours
  FROM v7_subworkflow_tasks
 WHERE status = 'completed' AND completed_at IS NOT NULL
 GROUP BY parent_phase
 ORDER BY parent_phase
