-- title: Backlog
-- about: Projects that a campaign scans first, by CodeGraphX's own formula: large ones with tests, CI and documents come first.
-- parameter: lines integer(0..100000000) = 500: lines of source that a project must have
-- parameter: limit integer(1..10000) = 20: how many
-- columns: score, project_path, lines, files, has_tests, has_ci, has_readme, has_docs, has_git, has_license, last_scan
-- answers: 002:265
-- empty: No project has so many lines, or none was analyzed.
-- next: v7 enrich campaign
WITH figures AS (
    SELECT project_path, (figures ->> 'lines')::numeric AS lines, (figures ->> 'files')::numeric AS files,
           (figures ->> 'test_files')::integer > 0 AS has_tests, (figures ->> 'has_ci')::boolean AS has_ci,
           (figures ->> 'has_readme')::boolean AS has_readme, (figures ->> 'has_docs')::boolean AS has_docs,
           (figures ->> 'has_git')::boolean AS has_git, (figures ->> 'has_license')::boolean AS has_license
      FROM project_facts
     WHERE missing_since IS NULL
)
SELECT round(lines / 5000 + files / 40 + 3 * has_tests::int + 1.5 * has_ci::int + has_readme::int + has_docs::int + has_git::int
             + 0.5 * has_license::int, 2) AS score,
       project_path, lines, files, has_tests, has_ci, has_readme, has_docs, has_git, has_license,
       (SELECT max(scanned_at) FROM codegraphx_enrichment e
         WHERE e.project_path = figures.project_path AND e.scope ->> 'forgotten' IS NULL) AS last_scan
  FROM figures
 WHERE lines >= $1::integer
 ORDER BY score DESC, project_path
 LIMIT $2::integer
