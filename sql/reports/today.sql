-- title: Today
-- about: How many tasks were completed and started today, and how many are blocked.
-- parameter: timezone zone = v7.yaml: where today is
-- columns: category, count
-- answers: 001:473-498
-- corrects: A task started and finished today counts as started too; a cancelled one is not completed.
-- empty: Nothing is recorded.
WITH tasks AS (
    SELECT status,
           (completed_at AT TIME ZONE 'UTC' AT TIME ZONE $1::text)::date = (now() AT TIME ZONE $1)::date AS completed_today,
           (started_at AT TIME ZONE 'UTC' AT TIME ZONE $1)::date = (now() AT TIME ZONE $1)::date AS started_today
      FROM v7_subworkflow_tasks
)
SELECT 'Completed' AS category, COUNT(*) FILTER (WHERE status = 'completed' AND completed_today) AS count FROM tasks
 UNION ALL
SELECT 'Started', COUNT(*) FILTER (WHERE started_today) FROM tasks
 UNION ALL
SELECT 'Blocked', COUNT(*) FILTER (WHERE status = 'blocked') FROM tasks
