-- Every table, column, constraint, index, trigger, view and function of the current schema as a name and a definition that reads
-- the same on every supported server. Without names of relations or functions of interest, all of them.
-- $1 relations text[], $2 functions text[]
WITH here AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname = current_schema()
), relations AS (
    SELECT c.oid, c.relname, c.relkind FROM pg_class c JOIN here ON here.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v') AND ($1::text[] IS NULL OR c.relname = ANY ($1))
), functions AS (
    SELECT p.*, here.nspname FROM pg_proc p JOIN here ON here.oid = p.pronamespace
     WHERE ($2::text[] IS NULL OR p.proname = ANY ($2))
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
)
SELECT CASE r.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS kind, r.relname::text AS name,
       -- Servers differ in spaces and in naming the table before a column, in nothing else.
       CASE r.relkind WHEN 'v' THEN trim(regexp_replace(
           regexp_replace(pg_get_viewdef(r.oid, true), '\m[a-z_0-9]+\.(?=[a-z_])', '', 'g'), '\s+', ' ', 'g')) ELSE '' END AS definition
  FROM relations r
 UNION ALL
SELECT 'column', r.relname || '.' || a.attname,
       format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
           || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END
           || CASE WHEN d.adbin IS NULL THEN '' WHEN a.attgenerated = '' THEN ' default ' ELSE ' generated ' END
           || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  FROM relations r
  JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 UNION ALL
-- NOT NULL constraints have rows of their own only since PostgreSQL 18; columns say it.
SELECT 'constraint', r.relname || '.' || c.conname, pg_get_constraintdef(c.oid, true)
  FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype IN ('c', 'f', 'p', 'u', 'x')
 UNION ALL
SELECT 'index', n.relname,
       pg_get_indexdef(i.indexrelid, 0, true) || CASE WHEN i.indisvalid THEN '' ELSE ' (invalid)' END
  FROM relations r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class n ON n.oid = i.indexrelid
 UNION ALL
SELECT 'trigger', r.relname || '.' || t.tgname,
       pg_get_triggerdef(t.oid, true) || CASE t.tgenabled WHEN 'O' THEN '' WHEN 'A' THEN '' ELSE ' (disabled)' END
  FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
 UNION ALL
SELECT 'function', f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')',
       pg_get_function_result(f.oid) || ' ' || l.lanname || ' ' || f.provolatile::text || f.proparallel::text
           || CASE WHEN f.prosecdef THEN ' security definer' ELSE '' END
           || coalesce(' set ' || replace(array_to_string(f.proconfig, ', '), '=' || quote_ident(f.nspname) || ',', '=current,'), '')
           || ' sha256 ' || encode(sha256(convert_to(f.prosrc, 'UTF8')), 'hex')
  FROM functions f JOIN pg_language l ON l.oid = f.prolang
 ORDER BY 1, 2
