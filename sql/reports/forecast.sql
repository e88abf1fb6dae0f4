-- title: Forecast
-- about: When the open tasks will be done, if work goes on as in the last days.
-- parameter: days integer(1..3650) = 28: how many days back the pace is taken from
-- parameter: timezone zone = v7.yaml: where days begin
-- columns: open, per_day, estimated_completion
-- answers: 001:625
-- empty: Nothing to foresee.
WITH pace AS (
    SELECT COUNT(*) AS completed, $1::integer AS days
      FROM v7_subworkflow_tasks
     WHERE status = 'completed'
       AND completed_at >= ((now() AT TIME ZONE $2::text)::date - $1)::timestamp AT TIME ZONE $2 AT TIME ZONE 'UTC'
), rest AS (
    SELECT COUNT(*) AS open FROM v7_subworkflow_tasks WHERE status IS NULL OR status NOT IN ('completed', 'cancelled')
), expected AS (
    -- One division, at the end: a rounded pace would add a day.
    SELECT open, completed, days, ceil(open * days::numeric / NULLIF(completed, 0)) AS days_left FROM pace, rest
)
SELECT open, ROUND(completed::numeric / days, 3) AS per_day,
       -- What lies beyond a century is no forecast.
       CASE WHEN open > 0 AND days_left < 36525 THEN (now() AT TIME ZONE $2)::date + days_left::integer END AS estimated_completion
  FROM expected
