-- Functions, procedures and window functions, by signature.
SELECT '1255/' || p.oid || '/0' AS key, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS sort,
       n.nspname::text AS schema, NULL AS within, NULL AS "table",
       p.oid::regprocedure::text AS identity, pg_get_userbyid(p.proowner)::text AS owner,
       rtrim(pg_get_functiondef(p.oid), E'\n') AS definition,
       jsonb_build_object('language', l.lanname) AS flags
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
 WHERE p.prokind <> 'a' AND p.oid >= 16384
   AND NOT EXISTS (SELECT
                     FROM pg_catalog.pg_depend d
                    WHERE d.classid = 1255 AND d.objid = p.oid AND d.deptype = 'i' AND d.refclassid = 1247)
