-- The latest scan of each project, and what its files do.
SELECT e.project_path, coalesce(e.scan_artifact, '') AS scan_artifact, coalesce(e.metrics ->> 'files', '0')::int4 AS files, e.scanned_at,
       s.files_analyzed, s.collector_files, s.collector_ratio::float8 AS collector_ratio
  FROM (SELECT DISTINCT ON (project_path) * FROM codegraphx_enrichment WHERE scope ->> 'forgotten' IS NULL
         ORDER BY project_path, scanned_at DESC, id DESC) AS e
  LEFT JOIN codegraphx_project_signals s USING (project_path)
 ORDER BY e.project_path COLLATE "C"
