-- Sessions that read as of a moment before this transaction: what they read afterwards of tables that were rewritten is empty. Who waits
-- for a lock of this transaction sees all once it has it, unless it is a dump, which reads as of its beginning; one that has just connected
-- is about to begin. Of another login's session the sort is hidden from who may not read statistics, and what it reads as of is not.
SELECT
    a.pid,
    coalesce(nullif(a.application_name, ''), 'unnamed') AS application,
    coalesce(a.usename::text, 'unknown') AS login,
    to_char(coalesce(a.xact_start, a.backend_start, clock_timestamp()) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS since
  FROM pg_stat_activity a
 WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND coalesce(a.backend_type, 'client backend') = 'client backend'
   AND (a.application_name LIKE 'pg_dump%'
        OR (a.backend_xmin IS NOT NULL AND NOT pg_backend_pid() = ANY (pg_blocking_pids(a.pid))))
 ORDER BY a.xact_start
