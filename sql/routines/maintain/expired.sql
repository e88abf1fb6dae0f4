-- Days older than five years go.
WITH gone AS (
    DELETE FROM performance_metrics_daily
     WHERE bucket < date_trunc('day', LOCALTIMESTAMP - interval '5 years')
    RETURNING samples
)
SELECT to_char(date_trunc('day', LOCALTIMESTAMP - interval '5 years'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS before,
       count(*)::integer AS days, COALESCE(sum(samples), 0) AS samples
  FROM gone
