-- title: Velocity
-- about: Tasks completed in each of the last weeks, this one included; from the week on that had the first task.
-- parameter: weeks integer(1..520) = 4: how many weeks
-- parameter: timezone zone = v7.yaml: where weeks begin, on Monday
-- columns: week, completed
-- answers: 001:621
-- empty: There is no task yet.
WITH completions AS (
    SELECT date_trunc('week', completed_at AT TIME ZONE 'UTC' AT TIME ZONE $2::text)::date AS week
      FROM v7_subworkflow_tasks
     WHERE status = 'completed'
), beginning AS (
    SELECT MIN(seen) FILTER (WHERE isfinite(seen)) AT TIME ZONE 'UTC' AT TIME ZONE $2 AS began
      FROM v7_subworkflow_tasks CROSS JOIN LATERAL unnest(ARRAY[created_at, started_at, completed_at]) AS seen
), weeks AS (
    SELECT date_trunc('week', now() AT TIME ZONE $2)::date - 7 * back AS week
      FROM generate_series(0, $1::integer - 1) AS back
)
SELECT week, COUNT(completions.week) AS completed
  FROM weeks
  JOIN beginning ON began < week + 7
  LEFT JOIN completions USING (week)
 GROUP BY week
 ORDER BY week
