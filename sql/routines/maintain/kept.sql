-- What is there afterwards. A row without value or time is never counted, so it is never deleted.
SELECT (SELECT count(*)::integer FROM performance_metrics) AS raw,
       (SELECT count(*)::integer
          FROM performance_metrics
         WHERE measured_at IS NULL
            OR metric_value IS NULL AND measured_at < date_trunc('hour', LOCALTIMESTAMP - interval '30 days')) AS uncounted,
       (SELECT count(*)::integer FROM performance_metrics_hourly) AS hours,
       (SELECT count(*)::integer FROM performance_metrics_daily) AS days
