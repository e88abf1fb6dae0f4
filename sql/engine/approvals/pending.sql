-- Plans that people were asked about, or have begun to agree to: that nobody applied since, that no other took the place of,
-- and that are not too old. The newest first.
SELECT p.plan_id, p.created_by, to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS created_at,
       p.plan,
       (SELECT json_agg(json_build_object('persona', v.persona, 'approved_by', v.approved_by, 'note', v.note,
                   'approved_at', to_char(v.approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY v.approval_id)
          FROM v7_valid_approvals v
         WHERE v.plan_id = p.plan_id) AS approvals
  FROM v7_plans p
 WHERE CASE jsonb_typeof(p.plan -> 'approvals_required') WHEN 'array' THEN jsonb_array_length(p.plan -> 'approvals_required') > 0 END
   AND p.plan #>> '{database,lineage}' = (SELECT lineage::text FROM v7_state)
   AND p.replaced_by IS NULL
   AND (p.asked_from IS NOT NULL OR EXISTS (SELECT FROM v7_valid_approvals v WHERE v.plan_id = p.plan_id))
   AND NOT EXISTS (SELECT FROM v7_applies a WHERE a.plan_id = p.plan_id AND a.txid IS NOT NULL AND a.started_at > p.created_at)
   AND NOT EXISTS (SELECT FROM v7_enum_deeds d WHERE d.deed = p.plan_id AND d.state = 'done')
   AND p.created_at > now() - coalesce(
           (SELECT applied ->> 'planTtl' FROM v7_resources WHERE address = 'policy/default'), '7 days')::interval
 ORDER BY p.created_at DESC
 LIMIT 50
