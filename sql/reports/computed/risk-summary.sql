-- High and critical risks left: enums not implemented, impacts not answered. Ranked as risks, not sorted as words.
SELECT 'ENUMs' AS category, COUNT(*)::integer AS count,
       (array_agg(lower(risk_level) ORDER BY v7_risk_rank(risk_level) DESC))[1] AS highest_risk
  FROM v7_enum_migrations
 WHERE COALESCE(status, 'proposed') IN ('proposed', 'approved') AND v7_risk_rank(risk_level) >= v7_risk_rank('high')
 UNION ALL
SELECT 'Global Impacts', COUNT(*)::integer,
       (array_agg(lower(risk_assessment) ORDER BY v7_risk_rank(risk_assessment) DESC))[1]
  FROM v7_global_impacts
 WHERE COALESCE(approval_status, 'pending') = 'pending' AND v7_risk_rank(risk_assessment) >= v7_risk_rank('high')
