-- What of the tables with these enums may be counted: each column of the enum itself, of a domain over it, or of arrays of either,
-- once for partitions and what stands above them. `readable` and `hidden` are this login's: whether it may read the column, and
-- whether a policy hides rows from it.
-- $1 enums oid[]
WITH RECURSIVE held (enum, type, is_array) AS (
    SELECT e.enum, e.enum, false FROM unnest($1::oid[]) AS e (enum)
     UNION
    SELECT h.enum, t.oid, h.is_array OR t.typtype <> 'd'
      FROM held h
      JOIN pg_type t ON t.typtype = 'd' AND t.typbasetype = h.type
                     OR NOT h.is_array AND t.typcategory = 'A' AND t.typelem = h.type
)
SELECT h.enum::text AS enum, h.is_array, c.oid::text AS relation, format('%I.%I', n.nspname, c.relname) AS table,
       a.attname::text AS column, format('%I', a.attname) AS quoted,
       c.relkind::text AS kind, greatest(c.reltuples, 0)::bigint AS estimate,
       has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable,
       row_security_active(c.oid) AS hidden
  FROM held h
  JOIN pg_attribute a ON a.atttypid = h.type AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_(temp|toast)'
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum, h.enum
