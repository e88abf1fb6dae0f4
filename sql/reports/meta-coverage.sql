-- title: Coverage
-- about: Percentage of projects scanned within 14 days, and of tracked files scanned.
-- columns: pct_projects_fresh_14d, pct_files_in_scan
-- answers: 002:250-253
-- empty: No project is recorded.
SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE fresh_14d) / NULLIF(COUNT(*), 0), 1) AS pct_projects_fresh_14d,
       ROUND(100.0 * SUM(scanned_files) / NULLIF(SUM(tracked_files), 0), 1) AS pct_files_in_scan
  FROM v_index_coverage
