-- Takes an action for an hour: nobody else runs it meanwhile. One whose hour is over was left by whoever took it.
-- $1 id bigint, $2 command jsonb
WITH run AS (
    INSERT INTO ingest_runs (pipeline, scope) VALUES ('enrich-run', $1::bigint::text) RETURNING id
), taken AS (
    UPDATE action_queue
       SET status = 'running', last_run_id = run.id
      FROM run
     WHERE action_queue.id = $1 AND action_queue.command = $2::jsonb
       AND (action_queue.status IN ('queued', 'approved', 'failed')
            OR action_queue.status = 'running'
               AND NOT EXISTS (SELECT FROM ingest_runs AS before
                                WHERE before.id = action_queue.last_run_id AND before.finished_at IS NULL
                                  AND before.started_at > now() - interval '1 hour'))
    RETURNING run.id
)
SELECT id::text AS id FROM taken
