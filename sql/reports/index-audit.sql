-- title: Audit of indexes
-- about: Of v7's own tables: indexes that nothing asks, references without one, tables with many dead rows.
-- columns: finding, table_name, index_name, detail
-- answers: 002:195, 002:285-286
-- empty: Every index is used, every reference has one, no table is bloated.
WITH tables AS (
    SELECT c.oid, c.relname AS name FROM pg_class c WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind = 'r'
)
SELECT 'unused' AS finding, t.name AS table_name, i.relname AS index_name,
       pg_size_pretty(pg_relation_size(i.oid)) || ', never asked since the statistics were reset' AS detail
  FROM tables t
  JOIN pg_index x ON x.indrelid = t.oid AND NOT x.indisunique AND x.indisvalid
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_stat_user_indexes s ON s.indexrelid = x.indexrelid
 WHERE s.idx_scan = 0 AND pg_relation_size(i.oid) > 1048576
 UNION ALL
SELECT 'invalid', t.name, i.relname, 'REINDEX INDEX CONCURRENTLY makes it anew'
  FROM tables t JOIN pg_index x ON x.indrelid = t.oid AND NOT x.indisvalid JOIN pg_class i ON i.oid = x.indexrelid
 UNION ALL
SELECT 'missing', t.name, NULL, 'reference ' || f.conname || ' to ' || f.confrelid::regclass || ' has none, and '
                                || c.reltuples::bigint || ' rows'
  FROM tables t
  JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
  JOIN pg_class c ON c.oid = t.oid
 WHERE c.reltuples > 10000
   AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = t.oid AND x.indkey[0] = f.conkey[1])
 UNION ALL
SELECT 'bloated', t.name, NULL, s.n_dead_tup || ' of ' || s.n_live_tup + s.n_dead_tup || ' rows are dead; VACUUM takes them away'
  FROM tables t JOIN pg_stat_user_tables s ON s.relid = t.oid
 WHERE s.n_dead_tup > 10000 AND s.n_dead_tup > s.n_live_tup * 0.2
 ORDER BY finding, table_name, index_name
