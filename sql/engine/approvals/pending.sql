-- Plans that were kept because somebody must agree, that nobody applied since, and that are not too old. The newest first.
SELECT p.plan_id, p.created_by, to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS created_at,
       p.plan,
       ARRAY(SELECT v.persona FROM v7_valid_approvals v WHERE v.plan_id = p.plan_id) AS given
  FROM v7_plans p
 WHERE CASE jsonb_typeof(p.plan -> 'approvals_required') WHEN 'array' THEN jsonb_array_length(p.plan -> 'approvals_required') > 0 END
   AND p.plan #>> '{database,lineage}' = (SELECT lineage::text FROM v7_state)
   AND NOT EXISTS (SELECT FROM v7_applies a WHERE a.plan_id = p.plan_id AND a.txid IS NOT NULL AND a.started_at > p.created_at)
   AND p.created_at > now() - coalesce(
           (SELECT applied ->> 'planTtl' FROM v7_resources WHERE address = 'policy/default'), '7 days')::interval
 ORDER BY p.created_at DESC
 LIMIT 50
