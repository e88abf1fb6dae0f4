-- The latest scan of each project, and the files in its scope that were there when it was made and that it does not hold: how many, and the
-- first of them. A file that was written since is not missing.
-- $1 shown integer
WITH latest AS (
    SELECT DISTINCT ON (project_path) project_path, scanned_at, scanned_by, scan_artifact, scope
      FROM codegraphx_enrichment
     WHERE scope ->> 'forgotten' IS NULL
     ORDER BY project_path, scanned_at DESC, id DESC
), missing AS (
    SELECT latest.project_path, count(*)::int4 AS missing,
           (array_agg(files.file_path ORDER BY files.file_path COLLATE "C"))[1:$1::int4] AS paths
      FROM latest
      JOIN files ON files.project_path = latest.project_path AND NOT files.in_scan AND files.missing_since IS NULL
       AND files.mtime <= latest.scanned_at
       AND (latest.scope -> 'extensions' IS NULL OR latest.scope -> 'extensions' ? coalesce(files.ext, ''))
     GROUP BY latest.project_path
)
SELECT latest.project_path, latest.scanned_at, latest.scanned_by, latest.scan_artifact,
       coalesce((latest.scope ->> 'truncated')::boolean, FALSE) AS truncated, coalesce(missing.missing, 0) AS missing,
       coalesce(missing.paths, '{}') AS paths
  FROM latest LEFT JOIN missing USING (project_path)
 ORDER BY latest.project_path COLLATE "C"
