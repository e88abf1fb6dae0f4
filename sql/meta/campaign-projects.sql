-- Projects that a campaign scans: those that are named, else the first of the backlog whose scan is not fresh.
-- $1 named text[], $2 fresh_days integer, $3 now timestamp with time zone, $4 lines integer, $5 most integer
WITH figures AS (
    SELECT facts.project_path, figures, (figures ->> 'lines')::numeric AS lines, (figures ->> 'files')::numeric AS files,
           (SELECT max(scanned_at) FROM codegraphx_enrichment e
             WHERE e.project_path = facts.project_path AND e.scope ->> 'forgotten' IS NULL) AS last_scan
      FROM project_facts AS facts
     WHERE missing_since IS NULL
)
SELECT project_path, coalesce(files, 0)::int4 AS files, lines::int4 AS lines, last_scan,
       round(coalesce(lines, 0) / 5000 + coalesce(files, 0) / 40 + 3 * ((figures ->> 'test_files')::integer > 0)::int
             + 1.5 * (figures ->> 'has_ci')::boolean::int + (figures ->> 'has_readme')::boolean::int
             + (figures ->> 'has_docs')::boolean::int + (figures ->> 'has_git')::boolean::int
             + 0.5 * (figures ->> 'has_license')::boolean::int, 2)::float8 AS score
  FROM figures
 WHERE CASE WHEN cardinality($1::text[]) > 0 THEN project_path = ANY ($1)
            ELSE coalesce(lines, 0) >= $4::int4
                 AND (last_scan IS NULL OR last_scan < $3::timestamptz - make_interval(days => $2::int4)) END
 ORDER BY score DESC, project_path COLLATE "C"
 LIMIT $5::int4
