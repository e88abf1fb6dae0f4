-- Event triggers, which fire on what anybody changes in the schema.
SELECT '3466/' || e.oid || '/0' AS key, 'event trigger' AS sort, NULL AS schema, NULL AS within, NULL AS "table",
       quote_ident(e.evtname) AS identity, pg_get_userbyid(e.evtowner)::text AS owner,
       format('CREATE EVENT TRIGGER %I ON %I%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
              (SELECT ' WHEN TAG IN (' || string_agg(quote_literal(g), ', ') || ')' FROM unnest(e.evttags) g),
              e.evtfoid::regproc) AS definition,
       jsonb_strip_nulls(jsonb_build_object('enabled', nullif(e.evtenabled, 'O'))) AS flags
  FROM pg_catalog.pg_event_trigger e
 WHERE e.oid >= 16384
