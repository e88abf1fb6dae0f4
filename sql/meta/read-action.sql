-- One action of the queue.
-- $1 id bigint
SELECT a.id::text AS id, a.title, a.status, a.command, g.gap_type, g.scope
  FROM action_queue a LEFT JOIN gap_findings g ON g.id = a.gap_id
 WHERE a.id = $1::bigint
