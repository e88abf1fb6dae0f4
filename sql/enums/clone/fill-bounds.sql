-- Where partitions of one column begin, or what they hold: values that have a place.
SELECT p.partrelid::text AS "table", quote_ident(a.attname) AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
  FROM pg_catalog.pg_partitioned_table p
  JOIN pg_catalog.pg_inherits i ON i.inhparent = p.partrelid
  JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
 WHERE p.partnatts = 1 AND p.partstrat IN ('r', 'l')
 ORDER BY c.oid
