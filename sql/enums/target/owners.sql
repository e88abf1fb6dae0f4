-- Who owns what may stand on an enum: tables, views, types, functions, publications; what belongs to an extension left out. Which schemas
-- there are, and in which of them an owner could not make anew what is made anew for it.
-- $1 schema text
WITH owned (owner, schema) AS (
    SELECT c.relowner, c.relnamespace FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     UNION
    SELECT t.typowner, t.typnamespace FROM pg_type t WHERE t.typtype IN ('e', 'd', 'r')
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
     UNION
    SELECT p.proowner, p.pronamespace FROM pg_proc p
     WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
), known AS (
    SELECT r.oid, r.rolname, r.rolsuper, n.oid AS schema, n.nspname
      FROM owned o
      JOIN pg_namespace n ON n.oid = o.schema
      JOIN pg_roles r ON r.oid = o.owner
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'v7') AND n.nspname !~ '^pg_' AND ($1::text IS NULL OR n.nspname = $1)
), owners AS (
    SELECT k.rolname, k.rolsuper FROM known k
     UNION
    SELECT r.rolname, r.rolsuper FROM pg_publication p JOIN pg_roles r ON r.oid = p.pubowner
)
SELECT
    (SELECT coalesce(array_agg(quote_ident(o.rolname) ORDER BY o.rolname), '{}') FROM owners o WHERE NOT o.rolsuper) AS owners,
    (SELECT coalesce(array_agg(quote_ident(o.rolname) ORDER BY o.rolname), '{}') FROM owners o WHERE o.rolsuper) AS superusers,
    (SELECT coalesce(array_agg(DISTINCT quote_ident(k.nspname)), '{}') FROM known k) AS schemas,
    (SELECT coalesce(array_agg(DISTINCT format('%I TO %I', k.nspname, k.rolname)), '{}') FROM known k
      WHERE NOT has_schema_privilege(k.oid, k.schema, 'CREATE')) AS lacking,
    quote_ident(current_database()) AS database
