-- What is much takes long. One run at a time, and nobody else writes these buckets meanwhile; readers see them as they were.
SET LOCAL statement_timeout = 0;
LOCK TABLE performance_metrics_hourly, performance_metrics_daily IN SHARE ROW EXCLUSIVE MODE;
