-- title: Burndown
-- about: Tasks that were left at the end of each of the last days, and are now; from the day on that had the first.
-- parameter: phase integer(0..10000) = all: the phase's number
-- parameter: days integer(1..3650) = 14: how many days back
-- parameter: timezone zone = v7.yaml: where days end
-- columns: day, remaining
-- answers: 001:622
-- empty: There is no task yet.
WITH days AS (
    SELECT (now() AT TIME ZONE $3::text)::date - back AS day
      FROM generate_series(0, $2::integer) AS back
), ends AS (
    SELECT day, (day + 1)::timestamp AT TIME ZONE $3 AT TIME ZONE 'UTC' AS ended FROM days
), tasks AS (
    SELECT created_at, CASE WHEN status = 'completed' THEN COALESCE(completed_at, updated_at, created_at) END AS finished
      FROM v7_subworkflow_tasks
     WHERE ($1::integer IS NULL OR parent_phase = $1) AND status IS DISTINCT FROM 'cancelled'
), beginning AS (
    SELECT MIN(created_at) AS began FROM tasks
)
SELECT day, COUNT(tasks.created_at) AS remaining
  FROM ends
  JOIN beginning ON began < ended
  LEFT JOIN tasks ON created_at < ended AND (finished IS NULL OR finished >= ended)
 GROUP BY day
 ORDER BY day
