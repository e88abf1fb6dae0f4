-- The server's databases, and the sizes of those that this login may ask about.
SELECT d.datname AS name,
       CASE WHEN has_database_privilege(d.oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE')
            THEN pg_size_pretty(pg_database_size(d.oid)) END AS size,
       d.datname = current_database() AS is_here
  FROM pg_database d
 WHERE NOT d.datistemplate
 ORDER BY d.datname
