-- Enums, with their labels in the order of the catalogue.
SELECT '1247/' || t.oid || '/0' AS key, 'enum' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       t.oid::regtype::text AS identity, pg_get_userbyid(t.typowner)::text AS owner,
       format('CREATE TYPE %s AS ENUM (%s)', t.oid::regtype,
              (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
                 FROM pg_catalog.pg_enum l
                WHERE l.enumtypid = t.oid)) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'e' AND t.oid >= 16384
