-- Extended statistics; how much of a table is sampled for them is no part of their text.
SELECT '3381/' || s.oid || '/0' AS key, 'statistics' AS sort, n.nspname::text AS schema,
       '1259/' || s.stxrelid || '/0' AS within, s.stxrelid::regclass::text AS "table",
       format('%I.%I', n.nspname, s.stxname) AS identity, pg_get_userbyid(s.stxowner)::text AS owner,
       pg_get_statisticsobjdef(s.oid) AS definition,
       jsonb_strip_nulls(jsonb_build_object('target', nullif(to_jsonb(s) -> 'stxstattarget', '-1'))) AS flags
  FROM pg_catalog.pg_statistic_ext s
  JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
 WHERE s.oid >= 16384
