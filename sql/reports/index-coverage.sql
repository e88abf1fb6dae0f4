-- title: Index coverage
-- about: Which files are indexed, and how recently, project by project.
-- columns: project_path, name, last_scan, fresh_14d, tracked_files, scanned_files, file_coverage_pct
-- answers: 002:25, 002:85
-- empty: No project is recorded.
SELECT project_path, name, last_scan, fresh_14d, tracked_files, scanned_files, file_coverage_pct
  FROM v_index_coverage
 ORDER BY project_path
