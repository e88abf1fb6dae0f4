-- Sequences: those of identity columns are made with their column. Where a sequence stands is no part of a schema.
SELECT '1259/' || c.oid || '/0' AS key, 'sequence' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       c.oid::regclass::text AS identity, pg_get_userbyid(c.relowner)::text AS owner,
       format('CREATE%s SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
              CASE WHEN c.relpersistence = 'u' THEN ' UNLOGGED' ELSE '' END, c.oid::regclass, s.seqtypid::regtype,
              s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
              CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END) AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'owned_by', (SELECT d.refobjid::regclass || '.' || quote_ident(a.attname)
                        FROM pg_catalog.pg_depend d
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                       WHERE d.classid = 1259 AND d.objid = c.oid AND d.refclassid = 1259
                         AND d.deptype = 'a' AND d.refobjsubid > 0),
         'identity', (SELECT d.refobjid::regclass || '.' || quote_ident(a.attname)
                        FROM pg_catalog.pg_depend d
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                       WHERE d.classid = 1259 AND d.objid = c.oid AND d.refclassid = 1259
                         AND d.deptype = 'i' AND d.refobjsubid > 0))) AS flags
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid >= 16384
