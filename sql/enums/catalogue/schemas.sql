-- Schemas that people made, and `public`, which they may have changed.
SELECT '2615/' || n.oid || '/0' AS key, 'schema' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       quote_ident(n.nspname) AS identity, pg_get_userbyid(n.nspowner)::text AS owner,
       'CREATE SCHEMA ' || quote_ident(n.nspname) AS definition, '{}'::jsonb AS flags
  FROM pg_catalog.pg_namespace n
 WHERE n.oid >= 16384 OR n.nspname = 'public'
