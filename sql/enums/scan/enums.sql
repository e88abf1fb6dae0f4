-- Every enum of the database, or of one schema, with its labels in the order that counts, and who may do what with it. Those of
-- other sessions' temporary schemas are theirs alone.
-- $1 schema text
SELECT t.oid::text AS oid, n.nspname::text AS schema, t.typname::text AS name, format('%I.%I', n.nspname, t.typname) AS sql_name,
       pg_get_userbyid(t.typowner)::text AS owner, e.extname::text AS extension,
       obj_description(t.oid, 'pg_type') AS comment,
       ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder) AS labels,
       ARRAY(SELECT a.item::text FROM unnest(t.typacl) WITH ORDINALITY AS a (item, place) ORDER BY a.place) AS grants
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
  LEFT JOIN pg_extension e ON e.oid = d.refobjid
 WHERE t.typtype = 'e'
   AND n.nspname <> 'information_schema'
   AND n.nspname !~ '^pg_'
   AND ($1::text IS NULL OR n.nspname = $1)
 ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
