-- Defaults of columns, those of views too. What is generated is made with its table.
SELECT '2604/' || d.oid || '/0' AS key, 'default' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       'for ' || c.oid::regclass || '.' || quote_ident(a.attname) AS identity, NULL AS owner,
       format('ALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname,
              pg_get_expr(d.adbin, d.adrelid)) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_attrdef d
  JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
 WHERE d.oid >= 16384 AND a.attgenerated = ''
