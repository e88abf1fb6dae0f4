-- Columns of tables, views and composite types: what is set for each, and where it stands.
SELECT '1259/' || c.oid || '/' || a.attnum AS key, 'column' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       c.oid::regclass || '.' || quote_ident(a.attname) AS identity, NULL AS owner,
       quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'position', rank() OVER (PARTITION BY c.oid ORDER BY a.attnum), 'not_null', nullif(a.attnotnull, FALSE),
         'generated', nullif(a.attgenerated, ''), 'identity', nullif(a.attidentity, ''),
         'inherited', nullif(NOT a.attislocal, FALSE),
         'storage', CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
         'compression', nullif(a.attcompression, ''),
         'statistics', nullif(to_jsonb(a) -> 'attstattarget', '-1'),
         'options', to_jsonb(a.attoptions))) AS flags
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND c.oid >= 16384
