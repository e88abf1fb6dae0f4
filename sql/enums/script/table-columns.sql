-- The columns of tables in order, and whether a table hides rows from some: a view of it must ask as whoever asks.
-- $1 tables oid[]
SELECT
    c.oid::text AS "tableOid",
    array_agg(a.attname::text ORDER BY a.attnum) AS columns,
    bool_or(c.relrowsecurity) AS "hidesRows"
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.oid = ANY ($1::oid[])
 GROUP BY c.oid
