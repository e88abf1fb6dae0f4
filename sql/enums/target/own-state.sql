-- Where v7 keeps a repository's state in this database: the quoted names of its tables, and whether this login may read them.
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS state,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = 'v7_state' AND c.relkind = 'r'
   AND EXISTS (
       SELECT FROM pg_catalog.pg_class other
        WHERE other.relnamespace = c.relnamespace AND other.relname = 'v7_resources' AND other.relkind = 'r')
 ORDER BY state
