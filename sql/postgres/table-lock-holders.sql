-- Sessions that hold a writing lock on one of these tables.
-- $1 tables text[]
SELECT DISTINCT a.pid, a.usename AS user_name, a.application_name
  FROM pg_locks l
  JOIN pg_stat_activity a ON a.pid = l.pid
 WHERE l.granted AND l.pid <> pg_backend_pid() AND l.locktype = 'relation'
   AND l.relation IN (SELECT to_regclass(name) FROM unnest($1::text[]) AS name)
   AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
 ORDER BY a.pid
