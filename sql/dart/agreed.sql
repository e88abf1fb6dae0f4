-- What documents and DART last agreed on.
SELECT dart_task_id AS id, dart_task_url AS url, task_name AS task, title, status, coalesce(agreed, '{}') AS fields
  FROM v7_dart_tasks
 ORDER BY dart_task_id
