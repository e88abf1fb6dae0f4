-- title: Quality of signals
-- about: What makes signals stale or noisy: files that changed since they were analyzed, roles that flip, gaps that are mostly waived.
-- columns: problem, subject, count, detail
-- answers: 002:196
-- empty: Nothing makes the signals stale or noisy.
SELECT 'older than its files' AS problem, files.project_path AS subject, count(*) AS count,
       min(files.file_path COLLATE "C") AS detail
  FROM file_analyses JOIN files ON files.id = file_id
 WHERE file_analyses.sha256 <> files.sha256 AND files.missing_since IS NULL
 GROUP BY files.project_path
 UNION ALL
SELECT 'not read by a parser', project_path, count(*), min(status || ': ' || file_path COLLATE "C")
  FROM file_analyses JOIN files ON files.id = file_id
 WHERE status IN ('too_large', 'timed_out', 'failed') AND missing_since IS NULL
 GROUP BY project_path
 UNION ALL
SELECT 'a role that flips', project_path || '/' || file_path, flips, role
  FROM codegraphx_file_signals
 WHERE flips >= 2
 UNION ALL
SELECT 'mostly waived', gap_type, count(*) FILTER (WHERE waived_by IS NOT NULL), count(*)::text || ' open'
  FROM gap_findings
 WHERE closed_at IS NULL
 GROUP BY gap_type
HAVING count(*) FILTER (WHERE waived_by IS NOT NULL) * 2 > count(*)
 ORDER BY problem, count DESC, subject
