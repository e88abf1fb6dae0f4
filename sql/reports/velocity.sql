-- title: Velocity
-- about: Tasks completed in each of the last weeks, this one included.
-- parameter: weeks integer(1..520) = 4: how many weeks
-- parameter: timezone zone = v7.yaml: where weeks begin, on Monday
-- columns: week, completed
-- answers: 001:621
-- empty: No week to show.
WITH completions AS (
    SELECT date_trunc('week', completed_at AT TIME ZONE 'UTC' AT TIME ZONE $2::text)::date AS week
      FROM v7_subworkflow_tasks
     WHERE status = 'completed'
), weeks AS (
    SELECT date_trunc('week', now() AT TIME ZONE $2)::date - 7 * back AS week
      FROM generate_series(0, $1::integer - 1) AS back
)
SELECT week, COUNT(completions.week) AS completed
  FROM weeks
  LEFT JOIN completions USING (week)
 GROUP BY week
 ORDER BY week
