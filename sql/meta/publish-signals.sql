-- What speaks for each file being a collector.
SELECT s.project_path, s.file_path, coalesce(a.language, '') AS language, s.score::float8 AS score, s.is_role, s.evidence
  FROM codegraphx_file_signals s
  LEFT JOIN files f ON f.project_path = s.project_path AND f.file_path = s.file_path
  LEFT JOIN file_analyses a ON a.file_id = f.id
 WHERE s.role = 'collector' AND f.missing_since IS NULL
 ORDER BY s.project_path COLLATE "C", s.file_path COLLATE "C"
