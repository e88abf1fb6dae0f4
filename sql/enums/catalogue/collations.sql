-- Collations. Where the locale of ICU stands moved with 17.
SELECT '3456/' || c.oid || '/0' AS key, 'collation' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       c.oid::regcollation::text AS identity, pg_get_userbyid(c.collowner)::text AS owner,
       format('CREATE COLLATION %s (', c.oid::regcollation)
       || concat_ws(', ', CASE c.collprovider WHEN 'i' THEN 'PROVIDER = icu' WHEN 'c' THEN 'PROVIDER = libc'
                               WHEN 'b' THEN 'PROVIDER = builtin' ELSE 'PROVIDER = default' END,
            'LOCALE = ' || quote_literal(coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale',
                                                  CASE c.collprovider WHEN 'i' THEN c.collcollate END)),
            CASE c.collprovider WHEN 'c' THEN 'LC_COLLATE = ' || quote_literal(c.collcollate) END,
            CASE c.collprovider WHEN 'c' THEN 'LC_CTYPE = ' || quote_literal(c.collctype) END,
            CASE WHEN NOT c.collisdeterministic THEN 'DETERMINISTIC = FALSE' END,
            'RULES = ' || quote_literal(to_jsonb(c) ->> 'collicurules'))
       || ')' AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_collation c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
 WHERE c.oid >= 16384
