-- Domains without their checks, which are objects of their own. From 17 on NOT NULL has a name.
SELECT '1247/' || t.oid || '/0' AS key, 'domain' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       t.oid::regtype::text AS identity, pg_get_userbyid(t.typowner)::text AS owner,
       'CREATE DOMAIN ' || t.oid::regtype || ' AS ' || format_type(t.typbasetype, t.typtypmod)
       || CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || t.typcollation::regcollation ELSE '' END
       || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')
       || CASE WHEN t.typnotnull
               THEN coalesce((SELECT ' CONSTRAINT ' || quote_ident(c.conname)
                                FROM pg_catalog.pg_constraint c
                               WHERE c.contypid = t.oid AND c.contype = 'n'), '') || ' NOT NULL'
               ELSE '' END AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'd' AND t.oid >= 16384
