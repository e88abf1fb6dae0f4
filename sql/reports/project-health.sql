-- title: Project health
-- about: Which projects exist, and in what state each is.
-- columns: project_path, name, state, last_scan, fresh_14d, tracked_files, file_coverage_pct, has_docs, has_tests, open_gaps, worst_gap
-- answers: 002:24, 002:84
-- empty: No project is recorded.
SELECT project_path, name, state, last_scan, fresh_14d, tracked_files, file_coverage_pct, has_docs, has_tests, open_gaps, worst_gap
  FROM v_project_health
 ORDER BY project_path
