-- Who migrates this schema now, so that the wait has a name.
SELECT a.pid, a.usename AS user_name, a.application_name
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
 WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND l.classid = (hashtext('v7_schema_migrations')::bigint & 4294967295)::oid
   AND l.objid = (hashtext(current_schema())::bigint & 4294967295)::oid
