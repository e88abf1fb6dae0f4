-- title: Forecast
-- about: When the open tasks will be done, if work goes on as in the last days, or since the first task was there.
-- parameter: days integer(1..3650) = 28: how many days back the pace is taken from
-- parameter: timezone zone = v7.yaml: where days begin
-- columns: open, per_day, estimated_completion
-- answers: 001:625
-- empty: Nothing to foresee.
WITH beginning AS (
    -- Tasks that were imported may have been started and completed before their rows were made.
    SELECT (MIN(seen) FILTER (WHERE isfinite(seen)) AT TIME ZONE 'UTC' AT TIME ZONE $2::text)::date AS began
      FROM v7_subworkflow_tasks CROSS JOIN LATERAL unnest(ARRAY[created_at, started_at, completed_at]) AS seen
), span AS (
    -- No pace can be told of days on which nothing was there.
    SELECT LEAST($1::integer, GREATEST(1, (now() AT TIME ZONE $2)::date - began)) AS days
      FROM beginning
     WHERE began IS NOT NULL
), pace AS (
    SELECT COUNT(completed_at) AS completed, days
      FROM span
      LEFT JOIN v7_subworkflow_tasks
        ON status = 'completed'
       AND completed_at >= ((now() AT TIME ZONE $2)::date - $1)::timestamp AT TIME ZONE $2 AT TIME ZONE 'UTC'
     GROUP BY days
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
