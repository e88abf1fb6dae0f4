-- Triggers that people made, and whether they fire. What a partition has of its table's is made with it, and may be
-- switched off alone.
SELECT '2620/' || t.oid || '/0' AS key, 'trigger' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       quote_ident(t.tgname) || ' on ' || c.oid::regclass AS identity, NULL AS owner,
       pg_get_triggerdef(t.oid) AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'enabled', nullif(t.tgenabled, 'O'), 'of_parent', nullif(t.tgparentid <> 0, FALSE))) AS flags
  FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE t.oid >= 16384 AND (NOT t.tgisinternal OR t.tgparentid <> 0) AND t.tgconstrrelid = 0
    OR t.oid >= 16384 AND NOT t.tgisinternal
