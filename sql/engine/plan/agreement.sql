-- What became of a plan: the approvals that count now, since when people are asked about it, what is asked about instead,
-- the attempt that was refused last, and the apply that carried it out last.
-- $1 plan_id text
SELECT (SELECT json_agg(json_build_object('persona', v.persona, 'approved_by', v.approved_by, 'note', v.note,
                   'approved_at', to_char(v.approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY v.approval_id)
          FROM v7_valid_approvals v
         WHERE v.plan_id = $1) AS approvals,
       (SELECT to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          FROM v7_plans p
         WHERE p.plan_id = $1 AND p.asked_from IS NOT NULL AND p.replaced_by IS NULL
           AND NOT EXISTS (SELECT FROM v7_enum_deeds d WHERE d.deed = $1 AND d.state = 'done')
           AND NOT EXISTS (SELECT FROM v7_applies a
                            WHERE a.plan_id = $1 AND a.txid IS NOT NULL AND a.started_at > p.created_at)) AS asked_at,
       (SELECT p.replaced_by FROM v7_plans p WHERE p.plan_id = $1) AS replaced_by,
       (SELECT json_build_object('at', to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                                 'because', coalesce(a.because, 'it was refused'))
          FROM v7_applies a
         WHERE a.plan_id = $1 AND a.status = 'refused'
         ORDER BY a.attempt DESC LIMIT 1) AS refused,
       (SELECT a.apply_id::text FROM v7_applies a WHERE a.plan_id = $1 AND a.txid IS NOT NULL ORDER BY a.attempt DESC LIMIT 1) AS applied_by
