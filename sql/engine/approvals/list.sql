-- Every approval, the newest first, and what became of it.
-- $1 limit bigint
SELECT a.plan_id, a.persona, a.approved_by, a.note,
       to_char(a.approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS approved_at,
       to_char(a.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS expires_at,
       CASE WHEN a.used_by IS NOT NULL THEN 'used'
            WHEN n.approval_id IS NOT NULL THEN 'replaced' WHEN a.revoked_at IS NOT NULL THEN 'revoked'
            WHEN a.expires_at <= clock_timestamp() THEN 'expired'
            WHEN v7_speaks_for(a.approved_by, a.persona) THEN 'valid' ELSE 'withdrawn' END AS status,
       a.used_by::text AS used_by
  FROM v7_approvals a
  -- Who agrees anew takes the former approval back in the same transaction.
  LEFT JOIN v7_approvals n
    ON (n.plan_id, n.persona, n.approved_by, n.approved_at) = (a.plan_id, a.persona, a.approved_by, a.revoked_at)
 ORDER BY a.approval_id DESC
 LIMIT $1
