-- What stands on an enum, on arrays of it and on the columns that hold it, and what stands on that in turn: each object once, with the
-- objects of the answer that it needs itself. A view stands for its rule, a table's column for what is written of it.
-- $1 enum oid
WITH RECURSIVE seed AS (
    SELECT 'pg_type'::regclass::oid AS classid, t.oid AS objid, 0 AS objsubid
      FROM pg_type t
     WHERE t.oid = $1::oid OR (t.oid = (SELECT e.typarray FROM pg_type e WHERE e.oid = $1::oid) AND t.oid <> 0)
     UNION ALL
    SELECT 'pg_class'::regclass::oid, a.attrelid, a.attnum::int
      FROM pg_type t
      JOIN pg_attribute a ON a.atttypid = t.oid OR (t.typarray <> 0 AND a.atttypid = t.typarray)
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f')
     WHERE t.oid = $1::oid AND NOT a.attisdropped
),
standing AS (
    -- A view is its rule, its row type and arrays of that.
    SELECT 'pg_rewrite'::regclass::oid AS classid, r.oid AS objid, r.ev_class AS view
      FROM pg_rewrite r
     WHERE r.rulename = '_RETURN'
     UNION ALL
    SELECT 'pg_type'::regclass::oid, t.oid, c.oid
      FROM pg_class c
      JOIN pg_type row_type ON row_type.oid = c.reltype
      JOIN pg_type t ON t.oid = row_type.oid OR t.oid = row_type.typarray
     WHERE c.relkind IN ('v', 'm')
),
edges AS (
    SELECT
        CASE WHEN v.view IS NULL THEN d.classid ELSE 'pg_class'::regclass::oid END AS classid,
        coalesce(v.view, d.objid) AS objid,
        CASE WHEN v.view IS NULL THEN d.objsubid ELSE 0 END AS objsubid,
        CASE WHEN w.view IS NULL THEN d.refclassid ELSE 'pg_class'::regclass::oid END AS refclassid,
        coalesce(w.view, d.refobjid) AS refobjid,
        CASE WHEN w.view IS NULL THEN d.refobjsubid ELSE 0 END AS refobjsubid
      FROM pg_depend d
      LEFT JOIN standing v ON v.classid = d.classid AND v.objid = d.objid
      LEFT JOIN standing w ON w.classid = d.refclassid AND w.objid = d.refobjid
      LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    -- A column of a table is a seed or holds something else: the table itself never has to go.
     WHERE c.oid IS NULL OR c.relkind NOT IN ('r', 'p', 'f', 't')
),
reached AS (
    SELECT s.classid, s.objid, s.objsubid
      FROM seed s
     UNION
    SELECT e.classid, e.objid, e.objsubid
      FROM reached s
      JOIN edges e ON e.refclassid = s.classid AND e.refobjid = s.objid AND (s.objsubid = 0 OR e.refobjsubid = s.objsubid)
),
kept AS (
    SELECT DISTINCT r.classid, r.objid
      FROM reached r
     WHERE NOT EXISTS (
        SELECT 1 FROM seed s WHERE s.classid = r.classid AND s.objid = r.objid
    )
)
SELECT
    k.classid::text || '/' || k.objid AS key,
    o.type AS sort,
    o.identity,
    address.object_names AS names,
    address.object_args AS args,
    CASE k.classid
        WHEN 'pg_constraint'::regclass THEN
            (SELECT x.contype FROM pg_constraint x WHERE x.oid = k.objid)
        ELSE ''
    END AS "constraint",
    EXISTS (
        SELECT 1
          FROM pg_depend i
         WHERE i.classid = k.classid AND i.objid = k.objid AND i.deptype IN ('i', 'P', 'S')
           AND NOT (i.refclassid = 'pg_class'::regclass AND k.classid = 'pg_rewrite'::regclass)
    ) OR coalesce(c.relispartition, false) OR CASE k.classid
        WHEN 'pg_constraint'::regclass THEN
            (SELECT x.conparentid <> 0 OR NOT x.conislocal FROM pg_constraint x WHERE x.oid = k.objid)
        WHEN 'pg_trigger'::regclass THEN
            (SELECT x.tgparentid <> 0 OR x.tgisinternal FROM pg_trigger x WHERE x.oid = k.objid)
        ELSE false
    END AS "isAnothers",
    EXISTS (
        SELECT 1
          FROM pg_index x
         WHERE (x.indexprs IS NOT NULL OR x.indpred IS NOT NULL)
           AND x.indexrelid = CASE k.classid
                WHEN 'pg_class'::regclass THEN k.objid
                WHEN 'pg_constraint'::regclass THEN (SELECT y.conindid FROM pg_constraint y WHERE y.oid = k.objid)
            END
    ) AS "hasExpression",
    CASE k.classid
        WHEN 'pg_attrdef'::regclass THEN (SELECT pg_get_expr(x.adbin, x.adrelid) FROM pg_attrdef x WHERE x.oid = k.objid)
    END AS expression,
    k.classid = 'pg_attrdef'::regclass AND EXISTS (
        SELECT 1
          FROM pg_attrdef x
          JOIN pg_attribute a ON a.attrelid = x.adrelid AND a.attnum = x.adnum
         WHERE x.oid = k.objid AND a.attgenerated <> ''
    ) AS "isGenerated",
    CASE k.classid
        WHEN 'pg_attrdef'::regclass THEN
            (SELECT x.relkind FROM pg_attrdef y JOIN pg_class x ON x.oid = y.adrelid WHERE y.oid = k.objid)
    END AS "tableKind",
    CASE WHEN c.relkind = 'm' AND c.relispopulated THEN pg_total_relation_size(c.oid) ELSE 0 END AS "filledBytes",
    (
        SELECT coalesce(array_agg(DISTINCT n.classid::text || '/' || n.objid), '{}')
          FROM edges e
          JOIN kept n ON n.classid = e.refclassid AND n.objid = e.refobjid
         WHERE e.classid = k.classid AND e.objid = k.objid AND (n.classid, n.objid) <> (k.classid, k.objid)
    ) AS needs
  FROM kept k
 CROSS JOIN LATERAL pg_identify_object(k.classid, k.objid, 0) o
 CROSS JOIN LATERAL pg_identify_object_as_address(k.classid, k.objid, 0) address
  LEFT JOIN pg_class c ON k.classid = 'pg_class'::regclass AND c.oid = k.objid
 ORDER BY o.type, o.identity, k.objid
