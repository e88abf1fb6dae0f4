-- Extensions, but for the language that every database begins with. Their owner can never be changed, so it is nobody's.
SELECT '3079/' || e.oid || '/0' AS key, 'extension' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       quote_ident(e.extname) AS identity, NULL AS owner,
       format('CREATE EXTENSION %I WITH SCHEMA %I VERSION %L', e.extname, n.nspname, e.extversion) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
 WHERE e.oid >= 16384
