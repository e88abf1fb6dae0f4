-- title: Gap closure
-- about: Gaps of high and critical severity opened and closed in each of the last weeks.
-- parameter: weeks integer(1..520) = 4: how many weeks
-- parameter: timezone zone = v7.yaml: where weeks begin, on Monday
-- columns: week, opened, closed
-- answers: 002:254-255
-- empty: No week to show.
WITH weeks AS (
    SELECT date_trunc('week', now() AT TIME ZONE $2::text)::date - 7 * back AS week
      FROM generate_series(0, $1::integer - 1) AS back
), gaps AS (
    SELECT date_trunc('week', first_seen AT TIME ZONE $2)::date AS opened_in,
           date_trunc('week', closed_at AT TIME ZONE $2)::date AS closed_in
      FROM gap_findings
     WHERE severity IN ('high', 'critical')
)
SELECT week,
       (SELECT COUNT(*) FROM gaps WHERE opened_in = week) AS opened,
       (SELECT COUNT(*) FROM gaps WHERE closed_in = week) AS closed
  FROM weeks
 ORDER BY week
