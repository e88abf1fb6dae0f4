-- title: Sessions
-- about: What sessions did in each of the last weeks, this one included.
-- parameter: weeks integer(1..520) = 4: how many weeks
-- parameter: timezone zone = v7.yaml: where weeks begin
-- columns: week, sessions, abandoned, hours, files_created, files_modified, files_deleted, commits, log_entries
-- answers: 000:145
-- empty: No session was started in these weeks.
-- next: v7 session list
WITH weeks AS (
    SELECT date_trunc('week', now() AT TIME ZONE $2::text) - make_interval(weeks => n) AS began
      FROM generate_series(0, $1::integer - 1) AS n
)
SELECT began::date AS week, COUNT(*) AS sessions, COUNT(*) FILTER (WHERE status = 'abandoned') AS abandoned,
       ROUND(SUM(extract(epoch FROM COALESCE(ended_at, now()) - started_at))
             FILTER (WHERE isfinite(ended_at) IS NOT FALSE)::numeric / 3600, 1) AS hours,
       SUM(files_created) AS files_created, SUM(files_modified) AS files_modified, SUM(files_deleted) AS files_deleted,
       SUM(COALESCE((stats ->> 'commits')::integer, 0)) AS commits, SUM(log_entries) AS log_entries
  FROM weeks JOIN v7_sessions s ON date_trunc('week', s.started_at AT TIME ZONE $2::text) = began
 GROUP BY began
 ORDER BY began DESC
