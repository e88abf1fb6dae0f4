-- Foreign tables with a column of these types, or of arrays of them.
-- $1 types text[]
SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS "table"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE c.relkind = 'f' AND (t.oid::text = ANY ($1) OR t.typelem::text = ANY ($1))
 ORDER BY "table"
