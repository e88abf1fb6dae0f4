-- What whoever makes an object later gives to whom.
WITH explicit AS (
SELECT d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, e.grantee, e.privilege_type, e.is_grantable
  FROM pg_catalog.pg_default_acl d
 CROSS JOIN aclexplode(d.defaclacl) e
),
base AS (
SELECT d.oid, e.grantee, e.privilege_type, e.is_grantable
  FROM pg_catalog.pg_default_acl d
 CROSS JOIN aclexplode(acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole)) e
 WHERE d.defaclnamespace = 0
),
changes AS (
SELECT oid, 1 AS rank, 'GRANT ' AS verb, ' TO ' AS direction, privilege_type, grantee, is_grantable
  FROM (SELECT oid, grantee, privilege_type, is_grantable FROM explicit EXCEPT SELECT * FROM base) g
 UNION ALL
SELECT oid, 0, 'REVOKE ', ' FROM ', privilege_type, grantee, FALSE
  FROM (SELECT * FROM base EXCEPT SELECT oid, grantee, privilege_type, is_grantable FROM explicit) r
),
lines AS (
SELECT c.oid, c.rank,
       'ALTER DEFAULT PRIVILEGES FOR ROLE ' || quote_ident(pg_get_userbyid(d.defaclrole))
       || coalesce(' IN SCHEMA ' || quote_ident(n.nspname), '') || ' ' || c.verb
       || string_agg(c.privilege_type, ', ' ORDER BY c.privilege_type) || ' ON '
       || CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'
               WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END
       || c.direction || CASE c.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(c.grantee)) END
       || CASE WHEN c.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS line
  FROM changes c
  JOIN pg_catalog.pg_default_acl d ON d.oid = c.oid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
 GROUP BY c.oid, c.rank, c.verb, c.direction, c.grantee, c.is_grantable, d.defaclrole, d.defaclobjtype, n.nspname
)
SELECT '826/' || d.oid || '/0' AS key, 'default privileges' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       i.identity, NULL AS owner,
       coalesce((SELECT string_agg(l.line, E';\n' ORDER BY l.rank, l.line) FROM lines l WHERE l.oid = d.oid), '') AS definition,
       jsonb_build_object(
         'of', d.defaclobjtype,
         'grantees', (SELECT jsonb_agg(DISTINCT CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END)
                        FROM explicit e
                       WHERE e.oid = d.oid AND e.grantee <> d.defaclrole)) AS flags,
       (SELECT array_agg(DISTINCT pg_get_userbyid(r)::text)
          FROM (SELECT d.defaclrole AS r UNION SELECT e.grantee FROM explicit e WHERE e.oid = d.oid AND e.grantee <> 0) x) AS roles
  FROM pg_catalog.pg_default_acl d
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
 CROSS JOIN pg_identify_object(826, d.oid, 0) i
