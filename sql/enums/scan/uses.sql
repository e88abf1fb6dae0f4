-- Every use of enums that the catalogue knows. `enums` and `types` are pairs: a type that holds the enum. What stands in a temporary
-- schema is told elsewhere; what an extension brought is its own.
-- $1 enums oid[], $2 types oid[]
WITH reached AS (
    SELECT p.enum, p.type, t.typtype AS kind, t.typrelid AS relation,
           CASE WHEN p.type = p.enum THEN NULL ELSE format_type(p.type, NULL) END AS via
      FROM unnest($1::oid[], $2::oid[]) AS p (enum, type)
      JOIN pg_type t ON t.oid = p.type
), relations AS (
    SELECT c.*, format('%I.%I', n.nspname, c.relname) AS shown
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname !~ '^pg_(temp|toast)'
), columns AS (
    SELECT r.enum, r.via, c.oid AS relation, c.relkind, c.shown, c.relispartition, a.attnum, a.attname, a.attinhcount, a.attgenerated
      FROM reached r
      JOIN pg_attribute a ON a.atttypid = r.type AND a.attnum > 0 AND NOT a.attisdropped
      JOIN relations c ON c.oid = a.attrelid
), referenced AS (
    SELECT enum, 'pg_type'::regclass AS class, type AS object, 0 AS sub FROM reached
     UNION
    SELECT enum, 'pg_class'::regclass, relation, attnum FROM columns
), dependents AS (
    SELECT DISTINCT r.enum, d.classid, d.objid, d.objsubid
      FROM referenced r
      JOIN pg_depend d ON d.refclassid = r.class AND d.refobjid = r.object AND d.refobjsubid = r.sub
     WHERE NOT EXISTS (
           -- What belongs to an extension, or comes and goes with a type: the constructors of a range.
           SELECT FROM pg_depend x
            WHERE x.classid = d.classid AND x.objid = d.objid
              AND (x.deptype = 'e' OR x.deptype = 'i' AND x.refclassid = 'pg_type'::regclass))
), uses AS (
    SELECT c.enum,
           CASE c.relkind WHEN 'f' THEN 'foreign column' WHEN 'c' THEN 'attribute' ELSE 'column' END AS sort,
           format('%s.%I', c.shown, c.attname) AS object, c.shown AS of, c.attname::text AS column, c.via,
           CASE WHEN c.attinhcount > 0 THEN 'inherited' END AS note
      FROM columns c
     WHERE c.relkind IN ('r', 'p', 'f', 'c')
     UNION ALL
    SELECT r.enum, CASE r.kind WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'composite' END,
           format_type(r.type, NULL), NULL, NULL, NULL, NULL
      FROM reached r
      LEFT JOIN pg_class c ON c.oid = r.relation
     WHERE r.kind IN ('d', 'r') OR r.kind = 'c' AND c.relkind = 'c'
     UNION ALL
    SELECT c.enum, 'typed table', t.shown, t.shown, NULL, format_type(t.reloftype, NULL), NULL
      FROM (SELECT DISTINCT enum, type FROM reached WHERE kind = 'c') c
      JOIN relations t ON t.reloftype = c.type
     UNION ALL
    SELECT c.enum, 'partition key', c.shown, c.shown, c.attname::text, c.via, pg_get_partkeydef(c.relation)
      FROM columns c
      JOIN pg_partitioned_table p ON p.partrelid = c.relation AND c.attnum = ANY (p.partattrs::smallint[])
     UNION ALL
    SELECT c.enum, 'partition bound', part.shown, part.shown, c.attname::text, c.via, pg_get_expr(part.relpartbound, part.oid)
      FROM columns c
      JOIN pg_partitioned_table p ON p.partrelid = c.relation AND c.attnum = ANY (p.partattrs::smallint[]) AND p.partstrat <> 'h'
      JOIN pg_inherits i ON i.inhparent = c.relation
      JOIN relations part ON part.oid = i.inhrelid
     UNION ALL
    SELECT d.enum, 'partition key', r.shown, r.shown, NULL, NULL, pg_get_partkeydef(r.oid)
      FROM dependents d
      JOIN relations r ON r.oid = d.objid AND r.relkind = 'p'
      JOIN pg_partitioned_table p ON p.partrelid = r.oid AND p.partexprs IS NOT NULL
     WHERE d.classid = 'pg_class'::regclass AND d.objsubid = 0
     UNION ALL
    SELECT d.enum, CASE a.attgenerated WHEN '' THEN 'default' ELSE 'generated column' END,
           format('%s.%I', r.shown, a.attname), r.shown, a.attname::text, NULL, pg_get_expr(v.adbin, v.adrelid)
      FROM dependents d
      JOIN pg_attrdef v ON v.oid = d.objid AND d.classid = 'pg_attrdef'::regclass
                        OR v.adrelid = d.objid AND v.adnum = d.objsubid AND d.classid = 'pg_class'::regclass AND d.objsubid > 0
      JOIN relations r ON r.oid = v.adrelid
      JOIN pg_attribute a ON a.attrelid = v.adrelid AND a.attnum = v.adnum
     UNION ALL
    SELECT d.enum, 'index', i.identity, r.shown, NULL, NULL, NULL
      FROM dependents d
      JOIN pg_index x ON x.indexrelid = d.objid
      JOIN relations r ON r.oid = x.indrelid
     CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
     WHERE d.classid = 'pg_class'::regclass AND d.objsubid = 0
     UNION ALL
    SELECT d.enum, CASE WHEN k.contypid <> 0 THEN 'domain constraint' ELSE
               CASE k.contype WHEN 'f' THEN 'foreign key' WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique constraint'
                              WHEN 'x' THEN 'exclusion constraint' ELSE 'check constraint' END END,
           i.identity, r.shown, NULL, NULL, pg_get_constraintdef(k.oid)
      FROM dependents d
      JOIN pg_constraint k ON k.oid = d.objid AND d.classid = 'pg_constraint'::regclass AND k.contype <> 'n'
      LEFT JOIN relations r ON r.oid = k.conrelid
     CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
     WHERE r.oid IS NOT NULL OR k.contypid <> 0
     UNION ALL
    SELECT d.enum, CASE WHEN w.rulename <> '_RETURN' THEN 'rule' WHEN r.relkind = 'm' THEN 'materialized view' ELSE 'view' END,
           CASE WHEN w.rulename <> '_RETURN' THEN i.identity ELSE r.shown END,
           CASE WHEN w.rulename <> '_RETURN' THEN r.shown END, NULL, NULL, NULL
      FROM dependents d
      JOIN pg_rewrite w ON w.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
      JOIN relations r ON r.oid = w.ev_class
     CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
     UNION ALL
    SELECT d.enum, CASE WHEN NOT s.signs THEN 'function body' WHEN f.prokind = 'a' THEN 'aggregate'
                        WHEN f.prokind = 'p' THEN 'procedure' ELSE 'function' END,
           i.identity, NULL, NULL, NULL, NULL
      FROM dependents d
      JOIN pg_proc f ON f.oid = d.objid AND d.classid = 'pg_proc'::regclass
     CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
     CROSS JOIN LATERAL (
           SELECT EXISTS (
                  SELECT FROM reached r
                   WHERE r.enum = d.enum
                     AND (r.type = f.prorettype OR r.type = ANY (f.proargtypes::oid[]) OR r.type = ANY (f.proallargtypes))
           ) AS signs) s
     UNION ALL
    SELECT d.enum, CASE d.classid WHEN 'pg_trigger'::regclass THEN 'trigger' ELSE 'policy' END, i.identity, r.shown, NULL, NULL,
           CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica' END
      FROM dependents d
      LEFT JOIN pg_trigger t ON t.oid = d.objid AND d.classid = 'pg_trigger'::regclass AND NOT t.tgisinternal
      LEFT JOIN pg_policy p ON p.oid = d.objid AND d.classid = 'pg_policy'::regclass
      JOIN relations r ON r.oid = coalesce(t.tgrelid, p.polrelid)
     CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
     UNION ALL
    SELECT d.enum, 'statistics', i.identity, r.shown, NULL, NULL, NULL
      FROM dependents d
      JOIN pg_statistic_ext s ON s.oid = d.objid AND d.classid = 'pg_statistic_ext'::regclass
      JOIN relations r ON r.oid = s.stxrelid
     CROSS JOIN pg_identify_object(d.classid, d.objid, 0) i
     UNION ALL
    SELECT DISTINCT c.enum, 'publication', format('%I', p.pubname), c.shown, NULL, NULL, NULL
      FROM columns c
      JOIN pg_publication_tables p ON format('%I.%I', p.schemaname, p.tablename) = c.shown
     UNION ALL
    SELECT d.enum, i.type, i.identity, NULL, NULL, NULL, NULL
      FROM dependents d
     CROSS JOIN pg_identify_object(d.classid, d.objid, d.objsubid) i
     WHERE d.classid NOT IN (
           'pg_class'::regclass, 'pg_type'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_rewrite'::regclass,
           'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_statistic_ext'::regclass)
       AND i.type !~ '^publication'
)
SELECT DISTINCT enum::text AS enum, sort, object, of AS table, "column", via, note
  FROM uses
 ORDER BY enum, sort, object, of, "column", via, note
