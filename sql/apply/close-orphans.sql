-- Attempts whose process ended before it could say how: the transaction id is stored by the transaction itself,
-- so it is there exactly when the apply was committed.
UPDATE v7_applies a
   SET status = CASE WHEN a.txid IS NULL THEN 'failed' ELSE 'applied' END,
       because = CASE WHEN a.txid IS NULL THEN 'the process ended before anything was written' END,
       finished_at = clock_timestamp()
 WHERE a.status = 'running' AND a.apply_id <> $1
   AND NOT EXISTS (SELECT 1 FROM pg_stat_activity s WHERE s.pid = a.backend_pid AND s.datname = current_database()
                      AND COALESCE(s.backend_start <= a.started_at, true))
