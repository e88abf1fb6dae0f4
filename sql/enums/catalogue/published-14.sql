-- The tables that publications publish, in 14.
SELECT '6106/' || r.oid || '/0' AS key, 'publication table' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       c.oid::regclass || ' in publication ' || quote_ident(p.pubname) AS identity, NULL AS owner,
       format('ALTER PUBLICATION %I ADD TABLE ONLY %s', p.pubname, c.oid::regclass) AS definition, '{}'::jsonb AS flags
  FROM pg_catalog.pg_publication_rel r
  JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
  JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE r.oid >= 16384
