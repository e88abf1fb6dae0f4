-- What one database is made of: a row for the database, each table or view, column and index. Of a column that refers to several
-- tables, a row each.
-- $1 most bigint
WITH relations AS (
    SELECT c.oid, n.nspname AS schema_name, c.relname AS table_name, c.relkind, c.reltuples
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
), constraints AS (
    SELECT k.conrelid, jsonb_object_agg(k.conname, pg_get_constraintdef(k.oid)) AS defined
      FROM pg_constraint k
      JOIN relations r ON r.oid = k.conrelid
     WHERE k.contype IN ('c', 'f', 'u', 'x')
     GROUP BY k.conrelid
), keys AS (
    SELECT DISTINCT ON (k.conrelid, p.own, k.confrelid)
           k.conrelid, p.own, CASE WHEN f.relnamespace = c.relnamespace THEN '' ELSE fn.nspname || '.' END || f.relname AS foreign_table,
           a.attname AS foreign_column
      FROM pg_constraint k
     CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS p (own, other)
      JOIN relations r ON r.oid = k.conrelid
      JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_class f ON f.oid = k.confrelid
      JOIN pg_namespace fn ON fn.oid = f.relnamespace
      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.other
     WHERE k.contype = 'f'
     ORDER BY k.conrelid, p.own, k.confrelid, k.conname
), parts AS (
    SELECT 'pg_catalog'::text AS schema_name, NULL::text AS table_name, NULL::text AS column_name, NULL::text AS data_type,
           NULL::boolean AS is_nullable, NULL::text AS column_default, FALSE AS is_primary_key, NULL::text AS foreign_key_table,
           NULL::text AS foreign_key_column, NULL::text AS index_name, NULL::text AS index_type,
           jsonb_build_object(
               'kind', 'database', 'bytes', pg_database_size(current_database()),
               'extensions', (SELECT coalesce(jsonb_object_agg(e.extname, e.extversion), '{}') FROM pg_extension e)) AS metadata
     UNION ALL
    SELECT r.schema_name, r.table_name, NULL, NULL, NULL, NULL, FALSE, NULL, NULL, NULL, NULL,
           jsonb_strip_nulls(jsonb_build_object(
               'kind', CASE r.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                                      WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
               'bytes', CASE WHEN r.relkind IN ('r', 'm') THEN pg_total_relation_size(r.oid) END,
               'rows', CASE WHEN r.reltuples >= 0 AND r.relkind IN ('r', 'p', 'm') THEN r.reltuples::bigint END,
               'constraints', k.defined))
      FROM relations r
      LEFT JOIN constraints k ON k.conrelid = r.oid
     UNION ALL
    SELECT r.schema_name, r.table_name, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
           pg_get_expr(d.adbin, d.adrelid),
           EXISTS (SELECT FROM pg_index i WHERE i.indrelid = r.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
           f.foreign_table, f.foreign_column, NULL, NULL, jsonb_build_object('position', a.attnum)
      FROM relations r
      JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
      LEFT JOIN keys f ON f.conrelid = r.oid AND f.own = a.attnum
     UNION ALL
    SELECT r.schema_name, r.table_name, NULL, NULL, NULL, NULL, i.indisprimary, NULL, NULL, x.relname, m.amname,
           jsonb_build_object('definition', pg_get_indexdef(i.indexrelid), 'unique', i.indisunique, 'valid', i.indisvalid,
                              'bytes', pg_relation_size(i.indexrelid))
      FROM relations r
      JOIN pg_index i ON i.indrelid = r.oid
      JOIN pg_class x ON x.oid = i.indexrelid
      JOIN pg_am m ON m.oid = x.relam
)
SELECT * FROM parts
 ORDER BY schema_name, table_name, column_name, foreign_key_table, index_name
 LIMIT $1
