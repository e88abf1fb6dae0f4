-- title: Gaps
-- about: What is missing, stale, duplicated or risky, the gravest first. What somebody waived is left out.
-- parameter: scope text = all: only of this project
-- columns: gap_type, severity, impact_score, scope, recommended_action, first_seen, has_open_action
-- answers: 002:27, 002:87
-- empty: No gap is open.
SELECT gap_type, severity, impact_score, scope, recommended_action, first_seen, has_open_action
  FROM v_gap_backlog
 WHERE $1::text IS NULL OR scope = $1
 ORDER BY v7_risk_rank(severity) DESC, impact_score DESC, id
