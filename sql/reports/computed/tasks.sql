-- The tasks there are, with what days are computed from. Times as JSON has them: as text they compare as they are.
SELECT id::text AS key, status, parent_phase AS phase, task_number AS number, task_name AS name, responsible_persona AS persona,
       ARRAY(SELECT COALESCE(needed::text, 'unknown') FROM unnest(dependencies) AS needed) AS dependencies,
       to_jsonb(created_at) #>> '{}' AS created, to_jsonb(started_at) #>> '{}' AS started,
       to_jsonb(completed_at) #>> '{}' AS completed
  FROM v7_subworkflow_tasks
 ORDER BY parent_phase, task_number, id
