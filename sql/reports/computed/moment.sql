-- When this is asked, since when tasks are audited where they were there before, what is seen, and whether this login may close days.
SELECT to_jsonb(now() AT TIME ZONE 'UTC') #>> '{}' AS now,
       (SELECT to_jsonb(adopted_at AT TIME ZONE 'UTC') #>> '{}' FROM v7_adoptions WHERE table_name = 'v7_subworkflow_tasks') AS adopted,
       pg_current_snapshot()::text AS snapshot,
       has_table_privilege('v7_closed_days', 'INSERT') AND NOT pg_is_in_recovery()
           AND current_setting('default_transaction_read_only') = 'off' AS may_write
