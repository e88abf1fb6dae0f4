-- Of enums that were implemented or rolled back, and files that were migrated or went a step back: how many there were, and how
-- many came back.
WITH steps AS (
    SELECT record_key, table_affected,
           COALESCE(new_value ->> 'status', new_value ->> 'v7_workflow_status') AS became,
           array_position('{pending_assessment,assessed,designed,approved,implementing,testing,migrated,retired}',
               new_value ->> 'v7_workflow_status')
               < array_position('{pending_assessment,assessed,designed,approved,implementing,testing,migrated,retired}',
                   old_value ->> 'v7_workflow_status') AS went_back
      FROM v7_change_history
     WHERE table_affected IN ('v7_enum_migrations', 'file_audit') AND operation = 'update'
), outcomes AS (
    SELECT CASE table_affected WHEN 'file_audit' THEN 'file' ELSE 'enum' END AS kind, record_key,
           bool_or(became IN ('implemented', 'migrated')) AS is_done,
           COALESCE(bool_or(became = 'rolled_back' OR went_back), FALSE) AS came_back
      FROM steps
     GROUP BY table_affected, record_key
)
SELECT kind, COUNT(*)::integer AS n, (COUNT(*) FILTER (WHERE came_back))::integer AS troubled
  FROM outcomes
 WHERE is_done OR came_back
 GROUP BY kind
