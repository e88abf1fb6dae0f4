-- title: High-impact files
-- about: Files of high impact that are neither migrated nor retired.
-- parameter: score integer(1..10) = 7: the lowest score that counts as high
-- columns: file_path, v7_target_name, v7_impact_score, v7_workflow_status
-- answers: 001:190-199
-- corrects: Files without a status were lost, and retired ones were listed.
-- empty: No file with such a score is left.
SELECT file_path, v7_target_name, v7_impact_score, v7_workflow_status
  FROM file_audit
 WHERE v7_impact_score >= $1::integer
   AND COALESCE(v7_workflow_status, 'pending_assessment') NOT IN ('migrated', 'retired')
 ORDER BY v7_impact_score DESC, file_path
