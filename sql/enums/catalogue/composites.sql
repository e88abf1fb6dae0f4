-- Composite types that stand alone: the rows of tables and views are those.
SELECT '1247/' || t.oid || '/0' AS key, 'composite' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       t.oid::regtype::text AS identity, pg_get_userbyid(t.typowner)::text AS owner,
       format('CREATE TYPE %s AS (%s)', t.oid::regtype,
              (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                                 || CASE WHEN a.attcollation <> b.typcollation
                                         THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END,
                                 ', ' ORDER BY a.attnum)
                 FROM pg_catalog.pg_attribute a
                 JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'c' AND t.oid >= 16384
