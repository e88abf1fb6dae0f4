-- What the audit has of tasks, of that what days are computed from, in the order in which it was written.
SELECT id::integer, record_key AS key, operation, to_jsonb(created_at) #>> '{}' AS at,
       (SELECT jsonb_object_agg(field.key, field.value) FROM jsonb_each(old_value) field WHERE field.key = ANY (watched)) AS old,
       (SELECT jsonb_object_agg(field.key, field.value) FROM jsonb_each(new_value) field WHERE field.key = ANY (watched)) AS new
  FROM v7_change_history
 CROSS JOIN (SELECT '{status,parent_phase,created_at,completed_at}'::text[] AS watched) fields
 WHERE table_affected = 'v7_subworkflow_tasks'
   AND operation IN ('insert', 'update', 'delete')
   AND (operation <> 'update' OR new_value ?| watched)
 ORDER BY id
