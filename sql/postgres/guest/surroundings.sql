-- What a guest must know before its first statement. New names are those v7 is about to make.
-- $1 schema name, $2 new_names name[], $3 tables name[]
WITH here AS (
    SELECT oid FROM pg_namespace WHERE nspname = $1
), relations AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, i.indrelid
      FROM pg_class c JOIN here ON here.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
), others AS (
    SELECT CASE n.nspname WHEN $1 THEN c.relname ELSE n.nspname || '.' || c.relname END AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
)
SELECT quote_ident(current_user) AS role_name,
       quote_ident($1) AS schema_name,
       has_schema_privilege((SELECT oid FROM here), 'CREATE') AS may_create,
       (SELECT count(*)::int FROM others) AS other_count,
       (SELECT coalesce(array_agg(name::text), '{}') FROM (SELECT name FROM others ORDER BY name LIMIT 5) o) AS others,
       (SELECT coalesce(json_agg(json_build_object('name', r.relname, 'kind', r.relkind, 'table', t.relname) ORDER BY r.relname), '[]')
          FROM relations r LEFT JOIN pg_class t ON t.oid = r.indrelid WHERE r.relname = ANY ($2)) AS relations,
       (SELECT coalesce(array_agg(t.typname::text ORDER BY t.typname), '{}')
          FROM pg_type t JOIN here ON here.oid = t.typnamespace
         WHERE t.typname = ANY ($2) AND (t.typrelid = 0 OR (SELECT c.relkind FROM pg_class c WHERE c.oid = t.typrelid) = 'c')) AS types,
       (SELECT coalesce(json_agg(json_build_object(
               'name', r.relname,
               'owner', r.relowner::regrole::text,
               'owned', pg_has_role(r.relowner, 'USAGE'),
               'row_security', r.relrowsecurity,
               'missing', (SELECT coalesce(json_agg(p.name), '[]')
                             FROM unnest('{SELECT,INSERT,UPDATE,DELETE,REFERENCES,TRIGGER}'::text[]) AS p(name)
                            WHERE NOT has_table_privilege(r.oid, p.name)),
               'sequences', (SELECT coalesce(json_agg(s.relname), '[]')
                               FROM pg_depend d JOIN pg_class s ON s.oid = d.objid
                              WHERE d.refobjid = r.oid AND d.deptype = 'a' AND d.classid = 'pg_class'::regclass
                                  AND CASE s.relkind WHEN 'S' THEN NOT has_sequence_privilege(s.oid, 'USAGE') END)
           ) ORDER BY r.relname), '[]')
          FROM relations r WHERE r.relname = ANY ($3) AND r.relkind IN ('r', 'p')) AS tables
