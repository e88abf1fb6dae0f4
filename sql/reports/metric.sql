-- title: Metrics of a machine
-- about: How each metric of a machine went in the last hours, in at most 72 steps.
-- parameter: node text: the machine's name
-- parameter: metric text = all: the metric's name
-- parameter: hours integer(1..87600) = 24: how many hours
-- columns: metric_name, metric_unit, at, avg_value, min_value, max_value, samples, kept
-- answers: 004:616-630
-- corrects: Older values are kept as hours, then days; an average weighs each by its samples.
-- empty: No metric of this machine was measured in that time.
-- next: v7 report perf24
WITH measured AS (
    SELECT node_id, metric_name, metric_unit, metric_value AS total, metric_value AS lowest, metric_value AS highest,
           1 AS samples, measured_at, 1 AS coarseness
      FROM performance_metrics
     WHERE metric_value IS NOT NULL
     UNION ALL
    SELECT node_id, metric_name, metric_unit, avg_value * samples, min_value, max_value, samples, bucket, 2
      FROM performance_metrics_hourly
     WHERE avg_value IS NOT NULL
     UNION ALL
    SELECT node_id, metric_name, metric_unit, avg_value * samples, min_value, max_value, samples, bucket, 3
      FROM performance_metrics_daily
     WHERE avg_value IS NOT NULL
), steps AS (
    SELECT m.*, date_bin(make_interval(secs => $3::integer * 50.0), m.measured_at, timestamp '2000-01-01') AS step
      FROM measured m JOIN system_nodes n ON n.id = m.node_id
     WHERE n.node_name = $1::text
       AND ($2::text IS NULL OR m.metric_name = $2)
       AND m.measured_at > LOCALTIMESTAMP - make_interval(hours => $3) AND m.measured_at <= LOCALTIMESTAMP
)
SELECT metric_name, metric_unit, step AS at, ROUND(SUM(total) / SUM(samples), 3) AS avg_value,
       MIN(lowest) AS min_value, MAX(highest) AS max_value, SUM(samples) AS samples,
       (ARRAY['each', 'by the hour', 'by the day'])[MAX(coarseness)] AS kept
  FROM steps
 GROUP BY metric_name, metric_unit, step
 ORDER BY metric_name, metric_unit, step
