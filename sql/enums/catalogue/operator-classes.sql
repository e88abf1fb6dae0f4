-- Operator families and classes. What was added to a family alone is part of its text; what a class brings, of the class's.
WITH members AS (
SELECT p.oid AS member, 2602 AS class, p.amopfamily AS family,
       format('OPERATOR %s %s%s', p.amopstrategy, p.amopopr::regoperator,
              (SELECT format(' FOR ORDER BY %I.%I', n.nspname, f.opfname)
                 FROM pg_catalog.pg_opfamily f
                 JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
                WHERE f.oid = p.amopsortfamily)) AS part
  FROM pg_catalog.pg_amop p
 WHERE p.oid >= 16384
 UNION ALL
SELECT p.oid, 2603, p.amprocfamily,
       format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL),
              p.amproc::regproc)
       || format('(%s)', pg_get_function_identity_arguments(p.amproc))
  FROM pg_catalog.pg_amproc p
 WHERE p.oid >= 16384
),
classes AS (
SELECT d.refobjid AS class, string_agg(m.part, ', ' ORDER BY m.part) AS parts
  FROM members m
  JOIN pg_catalog.pg_depend d ON d.classid = m.class AND d.objid = m.member AND d.refclassid = 2616 AND d.deptype = 'i'
 GROUP BY d.refobjid
)
SELECT '2753/' || f.oid || '/0' AS key, 'operator family' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       format('%I.%I USING %I', n.nspname, f.opfname, a.amname) AS identity, pg_get_userbyid(f.opfowner)::text AS owner,
       format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, a.amname) AS definition,
       jsonb_strip_nulls(jsonb_build_object('loose', (
         SELECT jsonb_agg(m.part ORDER BY m.part)
           FROM members m
          WHERE m.family = f.oid
            AND NOT EXISTS (SELECT
                              FROM pg_catalog.pg_depend d
                             WHERE d.classid = m.class AND d.objid = m.member AND d.refclassid = 2616)))) AS flags
  FROM pg_catalog.pg_opfamily f
  JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod
  JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
 WHERE f.oid >= 16384
 UNION ALL
SELECT '2616/' || o.oid || '/0', 'operator class', n.nspname::text, NULL, NULL,
       format('%I.%I USING %I', n.nspname, o.opcname, a.amname), pg_get_userbyid(o.opcowner)::text,
       format('CREATE OPERATOR CLASS %I.%I%s FOR TYPE %s USING %I FAMILY %I.%I AS %s', n.nspname, o.opcname,
              CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END, format_type(o.opcintype, NULL), a.amname, k.nspname, f.opfname,
              concat_ws(', ', coalesce(c.parts, 'STORAGE ' || format_type(o.opcintype, NULL)),
                        'STORAGE ' || format_type(nullif(o.opckeytype, 0), NULL))),
       '{}'::jsonb
  FROM pg_catalog.pg_opclass o
  JOIN pg_catalog.pg_am a ON a.oid = o.opcmethod
  JOIN pg_catalog.pg_opfamily f ON f.oid = o.opcfamily
  JOIN pg_catalog.pg_namespace k ON k.oid = f.opfnamespace
  JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
  LEFT JOIN classes c ON c.class = o.oid
 WHERE o.oid >= 16384
