-- Ends every session in the database, which can only be renamed when nobody is in it.
SELECT pg_terminate_backend(pid)
  FROM pg_stat_activity
 WHERE datname = 'enterprise_os'
