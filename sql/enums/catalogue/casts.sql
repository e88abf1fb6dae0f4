-- Casts that people made.
SELECT '2605/' || c.oid || '/0' AS key, 'cast' AS sort, NULL AS schema, NULL AS within, NULL AS "table",
       format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)) AS identity, NULL AS owner,
       format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
              CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT'
                   ELSE 'WITHOUT FUNCTION' END,
              CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_cast c
 WHERE c.oid >= 16384
   AND NOT EXISTS (SELECT
                     FROM pg_catalog.pg_depend d
                    WHERE d.classid = 2605 AND d.objid = c.oid AND d.deptype = 'i')
