-- The sequences that fill columns of v7's tables, and those columns.
-- $1 tables name[]
SELECT s.relname::text AS name, has_sequence_privilege(s.oid, 'SELECT') AS readable,
       json_agg(json_build_array(t.relname, a.attname)) AS columns
  FROM pg_class s
  JOIN pg_namespace n ON n.oid = s.relnamespace AND n.nspname = current_schema()
 CROSS JOIN LATERAL (
     -- serial and identity columns own theirs; other columns may draw from it by their default
     SELECT d.refobjid AS table_oid, d.refobjsubid AS number FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass
        AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
      UNION
     SELECT f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
      WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid) used
  JOIN pg_class t ON t.oid = used.table_oid AND t.relnamespace = n.oid AND t.relname = ANY ($1)
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = used.number
 WHERE s.relkind = 'S'
 GROUP BY s.oid, s.relname
 ORDER BY s.relname COLLATE "C"
