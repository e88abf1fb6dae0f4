-- The approvals of a plan that count now.
-- $1 plan_id text
SELECT persona, approved_by, to_char(approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS approved_at, note
  FROM v7_valid_approvals WHERE plan_id = $1 ORDER BY approval_id
