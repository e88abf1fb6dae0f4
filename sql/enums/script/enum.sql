-- One enum of a database: who it is, its labels in the catalogue's order, and the extension that owns it, if one does.
-- $1 schema text, $2 name text
SELECT
    t.oid::text AS oid,
    pg_get_userbyid(t.typowner) AS owner,
    obj_description(t.oid, 'pg_type') AS comment,
    (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels,
    (SELECT array_agg(e.oid::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS "labelOids",
    (
        SELECT x.extname
          FROM pg_depend d
          JOIN pg_extension x ON x.oid = d.refobjid
         WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid
           AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
    ) AS extension
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE n.nspname = $1::text AND t.typname = $2::text AND t.typtype = 'e'
