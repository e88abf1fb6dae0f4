-- title: Performance
-- about: Average, lowest and highest value of each metric in the last hours.
-- parameter: hours integer(1..87600) = 24: how many hours
-- address: node/{node_name}
-- columns: node_name, metric_name, avg_value, min_value, max_value, metric_unit, samples
-- answers: 004:616-630
-- corrects: Older values are kept as hours, then days; an average weighs each by its samples.
-- empty: No metric was measured in that time.
WITH measured AS (
    SELECT node_id, metric_name, metric_unit, metric_value AS total, metric_value AS lowest, metric_value AS highest,
           1 AS samples, measured_at
      FROM performance_metrics
     WHERE metric_value IS NOT NULL
     UNION ALL
    SELECT node_id, metric_name, metric_unit, avg_value * samples, min_value, max_value, samples, bucket
      FROM performance_metrics_hourly
     WHERE avg_value IS NOT NULL
     UNION ALL
    SELECT node_id, metric_name, metric_unit, avg_value * samples, min_value, max_value, samples, bucket
      FROM performance_metrics_daily
     WHERE avg_value IS NOT NULL
)
SELECT n.node_name, m.metric_name,
       ROUND(SUM(m.total) / SUM(m.samples), 3) AS avg_value, MIN(m.lowest) AS min_value, MAX(m.highest) AS max_value,
       m.metric_unit, SUM(m.samples) AS samples
  FROM measured m
  JOIN system_nodes n ON n.id = m.node_id
 WHERE m.measured_at > LOCALTIMESTAMP - make_interval(hours => $1::integer)
 GROUP BY n.node_name, m.metric_name, m.metric_unit
 ORDER BY n.node_name, m.metric_name, m.metric_unit
