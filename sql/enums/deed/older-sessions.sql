-- Sessions that began before a moment: what they prepared and what they learnt of types may be of before.
-- $1 moment timestamptz
SELECT
    coalesce(nullif(a.application_name, ''), 'unnamed') || ' of ' || coalesce(a.usename::text, 'unknown')
        || ' since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS session
  FROM pg_stat_activity a
 WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
   AND a.backend_start < $1::timestamptz
 ORDER BY a.backend_start
