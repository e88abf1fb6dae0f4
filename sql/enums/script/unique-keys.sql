-- Unique and exclusion keys over columns of an enum, with all their columns in order: values that become one may make rows equal there.
-- Of an exclusion, how its columns are compared; of a unique key, whether NULLs are equal in it, since 15.
-- $1 enum oid
SELECT
    i.indexrelid::regclass::text AS name,
    n.nspname AS schema,
    c.relname AS "table",
    array_agg(a.attname::text ORDER BY k.place) AS columns,
    array_agg(a.atttypid = $1::oid ORDER BY k.place) AS "isEnum",
    pg_get_expr(i.indpred, i.indrelid) AS condition,
    coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS "nullsAreEqual",
    (
        SELECT array_agg(format('OPERATOR(%I.%s)', m.nspname, o.oprname) ORDER BY e.place)
          FROM pg_constraint x
         CROSS JOIN LATERAL unnest(x.conexclop) WITH ORDINALITY AS e (operator, place)
          JOIN pg_operator o ON o.oid = e.operator
          JOIN pg_namespace m ON m.oid = o.oprnamespace
         WHERE x.conindid = i.indexrelid AND x.contype = 'x'
    ) AS operators
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  JOIN pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
 WHERE (i.indisunique OR i.indisexclusion) AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
 GROUP BY i.indexrelid, n.nspname, c.relname, i.indpred, i.indrelid, i
HAVING bool_or(a.atttypid = $1::oid)
 ORDER BY 1
