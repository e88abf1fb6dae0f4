-- Hours older than a year become days, as raw values became hours: an average weighs by its samples.
WITH counted AS (
    DELETE FROM performance_metrics_hourly
     WHERE bucket < date_trunc('day', LOCALTIMESTAMP - interval '1 year')
       AND avg_value IS NOT NULL
       AND samples > 0
    RETURNING node_id, metric_category, metric_name, metric_unit, samples, avg_value, min_value, max_value,
              date_trunc('day', bucket) AS bucket
), days AS (
    INSERT INTO performance_metrics_daily AS kept
           (node_id, metric_category, metric_name, metric_unit, bucket, samples, avg_value, min_value, max_value)
    SELECT node_id, metric_category, metric_name, metric_unit, bucket, sum(samples),
           trim_scale((sum(avg_value * samples) + 0e-30) / sum(samples)), min(min_value), max(max_value)
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
SELECT to_char(date_trunc('day', LOCALTIMESTAMP - interval '1 year'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS before,
       (SELECT count(*)::integer FROM counted) AS counted,
       count(*) FILTER (WHERE is_new)::integer AS added,
       count(*) FILTER (WHERE NOT is_new)::integer AS merged
  FROM days
