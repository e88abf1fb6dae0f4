-- title: Collectors
-- about: Projects with files that behave like collectors, the densest first.
-- columns: project_path, name, files_analyzed, collector_files, collector_ratio, has_docs
-- answers: 002:26, 002:86
-- empty: No project with collectors is recorded.
SELECT project_path, name, files_analyzed, collector_files, collector_ratio, has_docs
  FROM v_collector_projects
 ORDER BY collector_ratio DESC, project_path
