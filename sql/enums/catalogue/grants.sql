-- What was granted and revoked beside the rights every object begins with, a statement for each grantor and grantee.
WITH held AS (
SELECT 1259 AS class, c.oid, 0 AS part, CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass AS target,
       '' AS columns, c.relowner AS owner, c.relacl AS acl,
       acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, c.relowner) AS base
  FROM pg_catalog.pg_class c
 WHERE c.relacl IS NOT NULL AND c.oid >= 16384
 UNION ALL
SELECT 1259, c.oid, a.attnum, 'TABLE ' || c.oid::regclass, format(' (%I)', a.attname), c.relowner, a.attacl, acldefault('c', c.relowner)
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
 WHERE a.attacl IS NOT NULL AND c.oid >= 16384 AND NOT a.attisdropped
 UNION ALL
SELECT 1255, p.oid, 0, CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || p.oid::regprocedure, '', p.proowner,
       p.proacl, acldefault('f', p.proowner)
  FROM pg_catalog.pg_proc p
 WHERE p.proacl IS NOT NULL AND p.oid >= 16384
 UNION ALL
SELECT 1247, t.oid, 0, 'TYPE ' || t.oid::regtype, '', t.typowner, t.typacl, acldefault('T', t.typowner)
  FROM pg_catalog.pg_type t
 WHERE t.typacl IS NOT NULL AND t.oid >= 16384
 UNION ALL
SELECT 2615, n.oid, 0, format('SCHEMA %I', n.nspname), '', n.nspowner, n.nspacl, acldefault('n', n.nspowner)
  FROM pg_catalog.pg_namespace n
 WHERE n.nspacl IS NOT NULL AND (n.oid >= 16384 OR n.nspname = 'public')
 UNION ALL
SELECT 2328, w.oid, 0, format('FOREIGN DATA WRAPPER %I', w.fdwname), '', w.fdwowner, w.fdwacl, acldefault('F', w.fdwowner)
  FROM pg_catalog.pg_foreign_data_wrapper w
 WHERE w.fdwacl IS NOT NULL AND w.oid >= 16384
 UNION ALL
SELECT 1417, s.oid, 0, format('FOREIGN SERVER %I', s.srvname), '', s.srvowner, s.srvacl, acldefault('S', s.srvowner)
  FROM pg_catalog.pg_foreign_server s
 WHERE s.srvacl IS NOT NULL AND s.oid >= 16384
),
explicit AS (
SELECT h.class, h.oid, h.part, e.grantor, e.grantee, e.privilege_type, e.is_grantable
  FROM held h
 CROSS JOIN aclexplode(h.acl) e
),
base AS (
SELECT h.class, h.oid, h.part, e.grantor, e.grantee, e.privilege_type, e.is_grantable
  FROM held h
 CROSS JOIN aclexplode(h.base) e
),
changes AS (
SELECT g.*, 'GRANT ' AS verb
  FROM (SELECT * FROM explicit EXCEPT SELECT * FROM base) g
 UNION ALL
SELECT r.class, r.oid, r.part, r.grantor, r.grantee, r.privilege_type, FALSE, 'REVOKE '
  FROM (SELECT * FROM base EXCEPT SELECT * FROM explicit) r
),
lines AS (
SELECT c.class, c.oid, c.part, c.grantor, c.grantee,
       CASE WHEN c.verb = 'REVOKE ' THEN 0 WHEN c.grantor = h.owner THEN 1 ELSE 2 END AS rank,
       c.verb || string_agg(c.privilege_type || h.columns, ', ' ORDER BY c.privilege_type) || ' ON ' || h.target
       || CASE c.verb WHEN 'GRANT ' THEN ' TO ' ELSE ' FROM ' END
       || CASE c.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(c.grantee)) END
       || CASE WHEN c.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS line,
       CASE WHEN c.grantor <> h.owner THEN quote_ident(pg_get_userbyid(c.grantor)) END AS other
  FROM changes c
  JOIN held h ON h.class = c.class AND h.oid = c.oid AND h.part = c.part
 GROUP BY c.class, c.oid, c.part, c.grantor, c.grantee, c.is_grantable, c.verb, h.owner, h.target
)
SELECT l.class || '/' || l.oid || '/' || l.part AS key,
       CASE WHEN l.other IS NULL THEN l.line ELSE format('SET ROLE %s; %s; RESET ROLE', l.other, l.line) END AS statement,
       array_remove(ARRAY[CASE WHEN l.grantee <> 0 THEN pg_get_userbyid(l.grantee)::text END,
                          pg_get_userbyid(l.grantor)::text], NULL) AS roles
  FROM lines l
 ORDER BY key, l.rank, l.line
