-- Columns of texts and JSON outside of the types, with the values that statistics know of them and what is checked: an enum's
-- words may live there too. Without statistics `common` is NULL. Partitions are told by what stands above them.
-- $1 schema text
SELECT c.oid::text AS relation, format('%I.%I', n.nspname, c.relname) AS table,
       a.attname::text AS column, format('%I', a.attname) AS quoted,
       CASE WHEN b.typname IN ('json', 'jsonb') THEN 'json' ELSE 'text' END AS sort,
       c.relkind::text AS kind, greatest(c.reltuples, 0)::bigint AS estimate,
       has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable,
       row_security_active(c.oid) AS hidden, s.common,
       ARRAY(
           SELECT pg_get_constraintdef(k.oid)
             FROM pg_constraint k
            WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)
            ORDER BY k.conname COLLATE "C"
       ) AS checks
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  JOIN pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
  LEFT JOIN LATERAL (
       SELECT p.most_common_vals::text::text[] AS common
         FROM pg_stats p
        WHERE p.schemaname = n.nspname AND p.tablename = c.relname AND p.attname = a.attname AND b.typcategory = 'S'
        ORDER BY p.inherited DESC
        LIMIT 1) s ON true
 WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
   AND ($1::text IS NULL OR n.nspname = $1)
   -- What v7 keeps of its deeds in a target.
   AND NOT (n.nspname = 'v7' AND to_regclass('v7.ledger') IS NOT NULL)
   AND b.typname IN ('text', 'varchar', 'bpchar', 'citext', 'json', 'jsonb')
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
