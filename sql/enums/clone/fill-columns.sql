-- The columns of tables that rows can be written to: partitions get theirs from their table, and what is generated is not written.
SELECT c.oid::text AS "table", c.oid::regclass::text AS identity, quote_ident(a.attname) AS name, a.atttypid::text AS type,
       a.atttypmod AS modifier, a.attnotnull AS is_required, a.atthasdef OR a.attidentity <> '' AS has_default,
       a.attidentity = 'a' OR a.attgenerated <> '' AS is_made
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY c.oid::regclass::text COLLATE "C", a.attnum
