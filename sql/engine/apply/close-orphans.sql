-- Attempts whose process ended before it could say how: the transaction id is stored by the transaction itself,
-- so it is there exactly when the apply was committed. An attempt that is at work holds the lock that bears its id;
-- one that is only about to take it is closed too early, and put right by its own seal or end.
-- $1 own_attempt uuid
UPDATE v7_applies a
   SET status = CASE WHEN a.txid IS NULL THEN 'failed' ELSE 'applied' END,
       because = CASE WHEN a.txid IS NULL THEN 'the process ended before anything was written' END,
       finished_at = clock_timestamp()
 WHERE a.status = 'running' AND a.apply_id <> $1
   AND ('x' || left(a.apply_id::text, 8))::bit(32)::bigint NOT IN (
         SELECT l.objid::bigint
           FROM pg_locks l, v7_state s
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid::bigint = s.lock_key & 2147483647)
