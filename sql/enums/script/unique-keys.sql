-- Unique keys over columns of an enum, with all their columns in order: values that become one may make rows equal there.
-- $1 enum oid
SELECT
    i.indexrelid::regclass::text AS name,
    n.nspname AS schema,
    c.relname AS "table",
    array_agg(a.attname::text ORDER BY k.place) AS columns,
    array_agg(a.atttypid = $1::oid ORDER BY k.place) AS "isEnum",
    pg_get_expr(i.indpred, i.indrelid) AS condition
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  JOIN pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
 WHERE i.indisunique AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
 GROUP BY i.indexrelid, n.nspname, c.relname, i.indpred, i.indrelid
HAVING bool_or(a.atttypid = $1::oid)
 ORDER BY 1
