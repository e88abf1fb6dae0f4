-- What a run makes of gaps, one array a column: rows that were found, and those that closed; what is told of each.
-- $1 run_id bigint, $2 types text[], $3 scopes text[], $4 events text[], $5 because text[], $6 severities text[], $7 are_found boolean[]
-- $8 impacts numeric[], $9 confidences numeric[], $10 actions text[], $11 evidence jsonb[], $12 waivers text[]
-- $13 waived_until timestamp with time zone[]
WITH given AS MATERIALIZED (
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::numeric[], $9::numeric[],
                         $10::text[], $11::jsonb[], $12::text[], $13::timestamptz[])
        AS given (type, scope, event, because, severity, is_found, impact, confidence, action, evidence, waiver, waived_until)
), found AS (
    INSERT INTO gap_findings AS gap (gap_type, severity, impact_score, recommended_action, scope, evidence, confidence, waived_by,
                                     waived_until, last_run_id)
    SELECT type, severity, impact, action, scope, evidence, confidence, waiver, waived_until, $1::bigint FROM given WHERE is_found
        ON CONFLICT (gap_type, scope) DO UPDATE
       SET severity = EXCLUDED.severity, impact_score = EXCLUDED.impact_score, recommended_action = EXCLUDED.recommended_action,
           evidence = EXCLUDED.evidence, confidence = EXCLUDED.confidence, waived_by = EXCLUDED.waived_by,
           waived_until = EXCLUDED.waived_until, last_seen = now(), closed_at = NULL, last_run_id = EXCLUDED.last_run_id
    RETURNING id, gap_type, scope
), closed AS (
    UPDATE gap_findings AS gap
       SET closed_at = now(), waived_by = NULL, waived_until = NULL, last_run_id = $1::bigint
      FROM given
     WHERE NOT given.is_found AND gap.gap_type = given.type AND gap.scope = given.scope
    RETURNING gap.id, gap.gap_type, gap.scope
), touched AS (
    SELECT * FROM found UNION ALL SELECT * FROM closed
)
INSERT INTO gap_events (gap_id, run_id, event, severity, because, evidence)
SELECT touched.id, $1::bigint, given.event, given.severity, given.because, given.evidence
  FROM given JOIN touched ON touched.gap_type = given.type AND touched.scope = given.scope
 WHERE given.event IS NOT NULL
 ORDER BY given.type, given.scope COLLATE "C"
