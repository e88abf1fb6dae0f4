-- Rules, but for those that are what a view is.
SELECT '2618/' || r.oid || '/0' AS key, 'rule' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       quote_ident(r.rulename) || ' on ' || c.oid::regclass AS identity, NULL AS owner,
       rtrim(pg_get_ruledef(r.oid), ';') AS definition,
       jsonb_strip_nulls(jsonb_build_object('enabled', nullif(r.ev_enabled, 'O'))) AS flags
  FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
