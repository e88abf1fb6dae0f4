-- How far each topic has come: another text whenever something of it was committed. Ids alone would miss a transaction that
-- began earlier and commits later, so the transactions that are writing now are part of every text. A snapshot names those of
-- all databases, and the server's own that gather statistics: whoever holds no lock that a write to a table here takes has
-- written nothing yet, and what they write later has later ids.
WITH held AS MATERIALIZED (
    SELECT locktype, database, relation, transactionid, virtualtransaction, mode FROM pg_locks WHERE granted
), writers AS (
    SELECT held.virtualtransaction
      FROM held
      JOIN pg_class ON pg_class.oid = held.relation
     WHERE held.locktype = 'relation' AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND held.relation >= 16384 AND pg_class.relkind IN ('r', 'p')
       AND held.mode NOT IN ('AccessShareLock', 'RowShareLock', 'ShareUpdateExclusiveLock')
), idle AS (
    SELECT transactionid::text::bigint AS short_txid
      FROM held
     WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock'
       AND virtualtransaction NOT IN (SELECT virtualtransaction FROM writers)
), writing AS (
    SELECT COALESCE(string_agg(txid::text, '.' ORDER BY txid::text), '') AS txids
      FROM pg_snapshot_xip(pg_current_snapshot()) AS txid
     WHERE txid::text::bigint % 4294967296 NOT IN (SELECT short_txid FROM idle)
), runs AS (
    SELECT (SELECT MAX(id) FROM ingest_runs) AS newest,
           (SELECT COUNT(*) FROM ingest_runs WHERE finished_at IS NULL) AS unfinished
)
SELECT txids AS writing,
       concat_ws(':', runs.newest, runs.unfinished) AS runs,
       concat_ws(':', runs.newest, runs.unfinished, (SELECT MAX(id) FROM v7_changes),
               (SELECT MAX(id) FROM v7_system_state)) AS files,
       (SELECT concat_ws(':', (SELECT MAX(id) FROM change_log), (SELECT MAX(day) FROM v7_closed_days), COUNT(*), MAX(updated_at))
          FROM v7_resources) AS rows,
       (SELECT concat_ws(':', COUNT(*), MAX(started_at), MAX(finished_at),
               (SELECT concat_ws(':', COUNT(*), MAX(begun_at), MAX(ended_at)) FROM v7_enum_deeds)) FROM v7_applies) AS applies,
       (SELECT concat_ws(':', COUNT(*), MAX(approved_at), MAX(revoked_at), COUNT(used_by),
               (SELECT concat_ws(':', COUNT(*), MAX(created_at), COUNT(replaced_by)) FROM v7_plans)) FROM v7_approvals) AS approvals,
       (SELECT MAX(id)::text FROM v7_refusals) AS refusals,
       (SELECT concat_ws(':', COUNT(*), MAX(id), MAX(ended_at), SUM(log_entries)) FROM v7_sessions) AS sessions,
       (SELECT concat_ws(':', MAX(id), (SELECT MAX(id) FROM v7_verifications), (SELECT MAX(id) FROM system_state_snapshots))
          FROM v7_node_facts) AS facts,
       (SELECT MAX(recorded_at)::text FROM v7_test_results) AS tests,
       (SELECT concat_ws(':', MAX(id), (SELECT MAX(bucket) FROM performance_metrics_hourly)) FROM performance_metrics) AS metrics,
       (SELECT concat_ws(':', COUNT(*), MAX(last_seen), MAX(closed_at),
               (SELECT concat_ws(':', COUNT(*), MAX(queued_at), MAX(finished_at)) FROM action_queue)) FROM gap_findings) AS gaps
  FROM writing CROSS JOIN runs
