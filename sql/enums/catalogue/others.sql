-- What is rare, and is only named: types with functions in C, languages, transforms, conversions, access methods, parsers
-- and templates of text search, subscriptions.
WITH others AS (
SELECT 1247 AS class, t.oid, 'base type' AS sort, t.typowner AS owner
  FROM pg_catalog.pg_type t
 WHERE t.typtype IN ('b', 'p') AND t.typelem = 0 AND t.oid >= 16384
 UNION ALL
SELECT 2612, l.oid, 'language', l.lanowner
  FROM pg_catalog.pg_language l
 WHERE l.oid >= 16384
 UNION ALL
SELECT 3576, t.oid, 'transform', NULL
  FROM pg_catalog.pg_transform t
 WHERE t.oid >= 16384
 UNION ALL
SELECT 2607, c.oid, 'conversion', c.conowner
  FROM pg_catalog.pg_conversion c
 WHERE c.oid >= 16384
 UNION ALL
SELECT 2601, a.oid, 'access method', NULL
  FROM pg_catalog.pg_am a
 WHERE a.oid >= 16384
 UNION ALL
SELECT 3601, p.oid, 'text search parser', NULL
  FROM pg_catalog.pg_ts_parser p
 WHERE p.oid >= 16384
 UNION ALL
SELECT 3764, t.oid, 'text search template', NULL
  FROM pg_catalog.pg_ts_template t
 WHERE t.oid >= 16384
 UNION ALL
SELECT 6100, s.oid, 'subscription', s.subowner
  FROM pg_catalog.pg_subscription s
 WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
)
SELECT o.class || '/' || o.oid || '/0' AS key, o.sort, i.schema, NULL AS within, NULL AS "table", i.identity,
       pg_get_userbyid(o.owner)::text AS owner, '' AS definition, '{}'::jsonb AS flags
  FROM others o
 CROSS JOIN pg_identify_object(o.class::oid, o.oid, 0) i
