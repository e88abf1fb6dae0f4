-- Brings the queue to what is worth doing: an action for each gap that is given, with its terms; those of gaps that are closed are done,
-- and of gaps that are waived dismissed. What somebody took up or dismissed stays as they left it.
-- $1 gap_ids bigint[], $2 titles text[], $3 commands jsonb[], $4 impacts numeric[], $5 freshness numeric[], $6 dependencies numeric[]
-- $7 confidences numeric[], $8 rationales text[], $9 explanations jsonb[]
WITH given AS MATERIALIZED (
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::jsonb[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[], $8::text[],
                         $9::jsonb[])
        AS given (gap_id, title, command, impact, freshness, dependency, confidence, rationale, explanation)
), settled AS (
    UPDATE action_queue AS action
       SET status = CASE WHEN gap.closed_at IS NULL THEN 'dismissed' ELSE 'done' END, finished_at = now()
      FROM gap_findings AS gap
     WHERE gap.id = action.gap_id AND action.status IN ('queued', 'approved')
       AND (gap.closed_at IS NOT NULL OR gap.waived_by IS NOT NULL)
    RETURNING action.id
), changed AS (
    UPDATE action_queue AS action
       SET title = given.title, command = given.command, impact = given.impact, freshness_penalty = given.freshness,
           dependency_weight = given.dependency, confidence = given.confidence, rationale = given.rationale,
           explanation = given.explanation
      FROM given
     WHERE action.gap_id = given.gap_id AND action.status = 'queued'
       AND (action.title, action.command, action.impact, action.freshness_penalty, action.dependency_weight, action.confidence,
            action.rationale, action.explanation)
           IS DISTINCT FROM (given.title, given.command, given.impact, given.freshness, given.dependency, given.confidence,
                             given.rationale, given.explanation)
), queued AS (
    INSERT INTO action_queue (gap_id, title, command, impact, freshness_penalty, dependency_weight, confidence, rationale, explanation)
    SELECT gap_id, title, command, impact, freshness, dependency, confidence, rationale, explanation
      FROM given
     WHERE NOT EXISTS (SELECT FROM action_queue AS action
                        WHERE action.gap_id = given.gap_id AND action.status IN ('queued', 'approved', 'running', 'dismissed'))
    RETURNING id
)
SELECT (SELECT count(*) FROM queued)::int4 AS queued, (SELECT count(*) FROM settled)::int4 AS settled
