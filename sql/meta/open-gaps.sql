-- Open gaps that nobody waived, with what their actions are judged by.
-- $1 now timestamp with time zone
WITH scans AS (
    SELECT project_path, max(scanned_at) AS scanned_at
      FROM codegraphx_enrichment WHERE scope ->> 'forgotten' IS NULL GROUP BY project_path
), open AS (
    SELECT id, gap_type, scope, severity, impact_score, confidence, first_seen, count(*) OVER (PARTITION BY scope) - 1 AS others
      FROM gap_findings
     WHERE closed_at IS NULL AND waived_by IS NULL
)
SELECT id::text AS id, gap_type AS type, scope, severity, impact_score::float8 AS impact, confidence::float8 AS confidence,
       floor(extract(epoch FROM $1::timestamptz - scans.scanned_at) / 86400)::int4 AS days_since_scan, others::int4 AS other_gaps,
       (SELECT count(*) FROM file_audit
         WHERE v7_workflow_status NOT IN ('migrated', 'retired')
           AND (scope = '.' OR starts_with(file_path, scope || '/')))::int4 AS waiting_plans
  FROM open LEFT JOIN scans ON scans.project_path = scope
 ORDER BY gap_type, scope COLLATE "C"
