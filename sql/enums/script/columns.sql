-- The columns that hold an enum or arrays of it, in tables of every sort, and what about each decides how it can change.
-- $1 enum oid
SELECT
    c.oid::text AS table_oid,
    n.nspname AS schema,
    c.relname AS table,
    c.relkind AS kind,
    a.attname AS column,
    a.attnum::int AS place,
    a.atttypid = t.typarray AND t.typarray <> 0 AS "isArray",
    a.attgenerated <> '' AS "isGenerated",
    a.attinhcount > 0 AS "isInherited",
    pg_get_expr(d.adbin, d.adrelid) AS "default",
    EXISTS (
        SELECT 1
          FROM pg_partitioned_table p
         WHERE p.partrelid = c.oid
           AND (
                a.attnum = ANY (p.partattrs::int2[])
                -- Of an expression, the column holds on to its table.
                OR EXISTS (
                    SELECT 1
                      FROM pg_depend k
                     WHERE k.classid = 'pg_class'::regclass AND k.objid = c.oid AND k.objsubid = a.attnum AND k.deptype = 'i'
                       AND k.refclassid = 'pg_class'::regclass AND k.refobjid = c.oid AND k.refobjsubid = 0
                )
            )
    ) AS "isPartitionKey",
    c.reloftype <> 0 AS "isTyped",
    c.relpersistence = 't' AS "isTemporary",
    pg_total_relation_size(c.oid)::float8 AS bytes,
    greatest(c.reltuples, 0)::float8 AS "estimatedRows"
  FROM pg_type t
  JOIN pg_attribute a ON a.atttypid = t.oid OR (t.typarray <> 0 AND a.atttypid = t.typarray)
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f', 'c')
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE t.oid = $1::oid AND NOT a.attisdropped
 ORDER BY n.nspname, c.relname, a.attnum
