-- Clones whose maker's server process is gone, that nobody is connected to and that this login owns.
SELECT d.datname::text AS name
  FROM pg_catalog.pg_database d
 WHERE d.datname ~ '^v7_clone_[0-9]{1,10}_[0-9a-f]{12}$'
   AND pg_has_role(d.datdba, 'USAGE')
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_stat_activity a
        WHERE a.datname = d.datname OR a.pid = split_part(d.datname, '_', 3)::bigint)
