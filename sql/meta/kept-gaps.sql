-- Every gap that was ever found, and how it stands.
SELECT id::text AS id, gap_type AS type, scope, severity, closed_at IS NULL AS is_open, waived_by
  FROM gap_findings
