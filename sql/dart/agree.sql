-- Remembers what documents and DART agree on by now; what is null, or no part of agreed, which is JSON, stays as it was.
-- $1 ids text[], $2 urls text[], $3 tasks text[], $4 titles text[], $5 statuses text[], $6 agreed text[]
INSERT INTO v7_dart_tasks AS known (dart_task_id, dart_task_url, task_name, title, status, agreed)
SELECT id, url, task, title, status, agreed::jsonb
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS given (id, url, task, title, status, agreed)
    ON CONFLICT (dart_task_id) DO UPDATE
   SET dart_task_url = excluded.dart_task_url, task_name = excluded.task_name,
       title = coalesce(excluded.title, known.title), status = coalesce(excluded.status, known.status),
       agreed = coalesce(known.agreed, '{}') || coalesce(excluded.agreed, '{}'),
       agreed_at = CURRENT_TIMESTAMP
 WHERE (known.dart_task_url, known.task_name) IS DISTINCT FROM (excluded.dart_task_url, excluded.task_name)
    OR known.title IS DISTINCT FROM coalesce(excluded.title, known.title)
    OR known.status IS DISTINCT FROM coalesce(excluded.status, known.status)
    OR coalesce(known.agreed, '{}') IS DISTINCT FROM coalesce(known.agreed, '{}') || coalesce(excluded.agreed, '{}')
