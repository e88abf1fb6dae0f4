-- Enums and files that are not done yet, each with its impact: an enum's risk level as 1 to 4, a file's impact score.
SELECT 'enum' AS kind, v7_enum_plan_name(target, schema, current_enum_name) AS name, v7_risk_rank(risk_level) AS impact
  FROM v7_enum_migrations
 WHERE COALESCE(status, 'proposed') IN ('proposed', 'approved')
 UNION ALL
SELECT 'file', file_path, v7_impact_score
  FROM file_audit
 WHERE v7_workflow_status IS NOT NULL AND v7_workflow_status NOT IN ('migrated', 'retired')
 ORDER BY kind, name
