-- Raw values older than 30 days become hours: what is deleted is what is counted, and nothing else is.
-- An hour that is there already gets them added. 0e-30 keeps 30 digits of an average that does not end.
WITH counted AS (
    DELETE FROM performance_metrics
     WHERE measured_at < date_trunc('hour', LOCALTIMESTAMP - interval '30 days')
       AND metric_value IS NOT NULL
    RETURNING node_id, metric_category, metric_name, metric_unit, metric_value, date_trunc('hour', measured_at) AS bucket
), hours AS (
    INSERT INTO performance_metrics_hourly AS kept
           (node_id, metric_category, metric_name, metric_unit, bucket, samples, avg_value, min_value, max_value)
    SELECT node_id, metric_category, metric_name, metric_unit, bucket, count(*),
           trim_scale((sum(metric_value) + 0e-30) / count(*)), min(metric_value), max(metric_value)
      FROM counted
     GROUP BY node_id, metric_category, metric_name, metric_unit, bucket
        ON CONFLICT (bucket, COALESCE(node_id, 0), COALESCE(metric_category, ''), COALESCE(metric_name, ''), COALESCE(metric_unit, ''))
        DO UPDATE SET samples = CASE WHEN kept.avg_value IS NULL THEN 0 ELSE kept.samples END + excluded.samples,
                      avg_value = trim_scale((COALESCE(kept.avg_value * kept.samples, 0) + excluded.avg_value * excluded.samples + 0e-30)
                          / (CASE WHEN kept.avg_value IS NULL THEN 0 ELSE kept.samples END + excluded.samples)),
                      min_value = LEAST(kept.min_value, excluded.min_value),
                      max_value = GREATEST(kept.max_value, excluded.max_value)
    RETURNING xmax = 0 AS is_new
)
SELECT to_char(date_trunc('hour', LOCALTIMESTAMP - interval '30 days'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS before,
       (SELECT count(*)::integer FROM counted) AS counted,
       count(*) FILTER (WHERE is_new)::integer AS added,
       count(*) FILTER (WHERE NOT is_new)::integer AS merged
  FROM hours
