-- How far each topic has come: another text whenever something of it was committed. Ids alone would miss a transaction that
-- began earlier and commits later, so the transactions that are writing now are part of every text. A snapshot names those of
-- all databases: a session of another one cannot write here.
WITH elsewhere AS (
    SELECT writer.transactionid::text::bigint AS short_txid
      FROM pg_locks writer
      JOIN pg_stat_activity session ON session.pid = writer.pid
     WHERE writer.locktype = 'transactionid' AND writer.mode = 'ExclusiveLock'
       AND session.datid <> (SELECT oid FROM pg_database WHERE datname = current_database())
), writing AS (
    SELECT COALESCE(string_agg(txid::text, '.' ORDER BY txid::text), '') AS txids
      FROM pg_snapshot_xip(pg_current_snapshot()) AS txid
     WHERE txid::text::bigint % 4294967296 NOT IN (SELECT short_txid FROM elsewhere)
), runs AS (
    SELECT (SELECT MAX(id) FROM ingest_runs) AS newest,
           (SELECT COUNT(*) FROM ingest_runs WHERE finished_at IS NULL) AS unfinished
)
SELECT txids AS writing,
       concat_ws(':', runs.newest, runs.unfinished) AS runs,
       concat_ws(':', runs.newest, runs.unfinished, (SELECT MAX(id) FROM v7_changes)) AS files,
       (SELECT concat_ws(':', (SELECT MAX(id) FROM change_log), (SELECT MAX(day) FROM v7_closed_days), COUNT(*), MAX(updated_at))
          FROM v7_resources) AS rows,
       (SELECT concat_ws(':', COUNT(*), MAX(started_at), MAX(finished_at)) FROM v7_applies) AS applies,
       (SELECT concat_ws(':', COUNT(*), MAX(approved_at), MAX(revoked_at), COUNT(used_by),
               (SELECT concat_ws(':', COUNT(*), MAX(created_at), COUNT(replaced_by)) FROM v7_plans)) FROM v7_approvals) AS approvals,
       (SELECT MAX(id)::text FROM v7_refusals) AS refusals,
       (SELECT concat_ws(':', COUNT(*), MAX(id), MAX(ended_at), SUM(log_entries)) FROM v7_sessions) AS sessions,
       (SELECT concat_ws(':', MAX(id), (SELECT MAX(id) FROM v7_verifications)) FROM v7_node_facts) AS facts,
       (SELECT MAX(id)::text FROM performance_metrics) AS metrics,
       (SELECT concat_ws(':', COUNT(*), MAX(last_seen), MAX(closed_at),
               (SELECT concat_ws(':', COUNT(*), MAX(queued_at), MAX(finished_at)) FROM action_queue)) FROM gap_findings) AS gaps
  FROM writing CROSS JOIN runs
