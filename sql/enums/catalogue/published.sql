-- What publications publish, since 15: tables, some of their columns and rows, and schemas.
SELECT '6106/' || r.oid || '/0' AS key, 'publication table' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       c.oid::regclass || ' in publication ' || quote_ident(p.pubname) AS identity, NULL AS owner,
       format('ALTER PUBLICATION %I ADD TABLE ONLY %s', p.pubname, c.oid::regclass)
       || coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                      FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs)), '')
       || coalesce(' WHERE (' || pg_get_expr(r.prqual, c.oid) || ')', '') AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_publication_rel r
  JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
  JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE r.oid >= 16384
 UNION ALL
SELECT '6237/' || r.oid || '/0', 'publication schema', n.nspname::text, NULL, NULL,
       quote_ident(n.nspname) || ' in publication ' || quote_ident(p.pubname), NULL,
       format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname), '{}'::jsonb
  FROM pg_catalog.pg_publication_namespace r
  JOIN pg_catalog.pg_publication p ON p.oid = r.pnpubid
  JOIN pg_catalog.pg_namespace n ON n.oid = r.pnnspid
 WHERE r.oid >= 16384
