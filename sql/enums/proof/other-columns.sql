-- All columns of tables that have no key: together they tell rows apart as far as anything does.
-- $1 tables oid[]
SELECT
    a.attrelid::text AS "tableOid",
    a.attname AS column,
    format_type(a.atttypid, a.atttypmod) AS type,
    a.atttypid::text AS "typeOid"
  FROM pg_attribute a
 WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum
