-- Wrappers, servers and user mappings. What a mapping holds is never read: there are passwords in it.
SELECT '2328/' || w.oid || '/0' AS key, 'foreign-data wrapper' AS sort, NULL AS schema, NULL AS within, NULL AS "table",
       quote_ident(w.fdwname) AS identity, pg_get_userbyid(w.fdwowner)::text AS owner,
       'CREATE FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)
       || coalesce(' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, '')
       || coalesce(' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc, '')
       || coalesce((SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ') || ')'
                      FROM pg_options_to_table(w.fdwoptions) o), '') AS definition,
       '{}'::jsonb AS flags, NULL::text[] AS roles
  FROM pg_catalog.pg_foreign_data_wrapper w
 WHERE w.oid >= 16384
 UNION ALL
SELECT '1417/' || s.oid || '/0', 'foreign server', NULL, NULL, NULL, quote_ident(s.srvname),
       pg_get_userbyid(s.srvowner)::text,
       'CREATE SERVER ' || quote_ident(s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
       || coalesce(' VERSION ' || quote_literal(s.srvversion), '') || ' FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)
       || coalesce((SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ') || ')'
                      FROM pg_options_to_table(s.srvoptions) o
                     WHERE o.option_name !~* 'pass|secret|token|key'), ''),
       '{}'::jsonb, NULL
  FROM pg_catalog.pg_foreign_server s
  JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
 WHERE s.oid >= 16384
 UNION ALL
SELECT '1418/' || u.umid || '/0', 'user mapping', NULL, NULL, NULL,
       format('%s on server %I', CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, u.srvname), NULL,
       format('CREATE USER MAPPING FOR %s SERVER %I', CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END,
              u.srvname),
       '{}'::jsonb, CASE WHEN u.umuser <> 0 THEN ARRAY[u.usename::text] END
  FROM pg_catalog.pg_user_mappings u
