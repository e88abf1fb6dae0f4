-- The views that stand on columns, directly or by others, as who locks them needs them. Rules of tables are no views.
-- $1 schemas text[], $2 tables text[], $3 columns text[]
WITH RECURSIVE above (oid) AS (
    SELECT v.oid
      FROM unnest($1::text[], $2::text[], $3::text[]) AS moved (schema, name, attribute)
      JOIN pg_namespace n ON n.nspname = moved.schema
      JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = moved.name
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = moved.attribute
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid IN (0, a.attnum)
      JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
      JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
     UNION
    SELECT v.oid
      FROM above
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = above.oid AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite r ON r.oid = d.objid
      JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
)
SELECT n.nspname AS schema, v.relname AS name, v.relkind = 'm' AS "isMaterialized", pg_get_userbyid(v.relowner) AS owner
  FROM above
  JOIN pg_class v ON v.oid = above.oid
  JOIN pg_namespace n ON n.oid = v.relnamespace
 ORDER BY n.nspname, v.relname
