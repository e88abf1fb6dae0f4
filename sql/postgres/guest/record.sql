-- What v7 changed of somebody's table; what it adds later joins that.
INSERT INTO v7_adoptions (table_name, added_columns, triggers, left_out, differences)
SELECT :table_name, :added_columns, coalesce(array_agg(t.tgname::text ORDER BY t.tgname), '{}'), :left_out, :differences
  FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
 WHERE t.tgrelid = to_regclass(:table_name) AND NOT t.tgisinternal
   AND p.pronamespace = quote_ident(current_schema())::regnamespace AND p.proname LIKE 'v7\_%'
    ON CONFLICT (table_name) DO UPDATE SET
        added_columns = v7_adoptions.added_columns || EXCLUDED.added_columns,
        triggers = EXCLUDED.triggers, left_out = EXCLUDED.left_out, differences = EXCLUDED.differences
