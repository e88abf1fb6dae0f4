-- Ranges: what they stand on, and the multirange that comes with each.
SELECT '1247/' || t.oid || '/0' AS key, 'range' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       t.oid::regtype::text AS identity, pg_get_userbyid(t.typowner)::text AS owner,
       format('CREATE TYPE %s AS RANGE (SUBTYPE = %s, SUBTYPE_OPCLASS = %I.%I', t.oid::regtype,
              format_type(r.rngsubtype, NULL), k.nspname, o.opcname)
       || CASE WHEN r.rngcollation <> b.typcollation THEN ', COLLATION = ' || r.rngcollation::regcollation ELSE '' END
       || CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical::regproc ELSE '' END
       || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc ELSE '' END
       || ', MULTIRANGE_TYPE_NAME = ' || r.rngmultitypid::regtype || ')' AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_range r
  JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
  JOIN pg_catalog.pg_type b ON b.oid = r.rngsubtype
  JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc
  JOIN pg_catalog.pg_namespace k ON k.oid = o.opcnamespace
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.oid >= 16384
