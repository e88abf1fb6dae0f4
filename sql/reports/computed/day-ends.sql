-- Days of a time zone, each with its end, from the one that had a moment to today; ten years at the most.
-- $1 timezone text, $2 first timestamp
WITH bounds AS (
    SELECT (now() AT TIME ZONE $1::text)::date AS today, ($2::timestamp AT TIME ZONE 'UTC' AT TIME ZONE $1)::date AS began
), days AS (
    SELECT today - back AS day FROM bounds, generate_series(LEAST(GREATEST(today - began, 0), 3650), 0, -1) AS back
)
SELECT day::text, to_jsonb((day + 1)::timestamp AT TIME ZONE $1 AT TIME ZONE 'UTC') #>> '{}' AS ended
  FROM days
 ORDER BY day
