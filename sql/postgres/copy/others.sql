-- Tables with rows that are not v7's alone to delete, and why.
-- $1 tables text[], $2 own_tables text[]
SELECT t.name, CASE WHEN a.table_name IS NOT NULL THEN 'adopted' ELSE 'deleting them would change ' || f.tables END AS why
  FROM unnest($1::text[]) AS t (name)
  LEFT JOIN v7_adoptions a ON a.table_name = t.name
  -- Foreign keys that answer a deletion by deleting or emptying rows elsewhere; the others refuse it.
  LEFT JOIN LATERAL (
      SELECT string_agg(DISTINCT c.conrelid::regclass::text, ', ') AS tables FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
       WHERE c.contype = 'f' AND c.confrelid = to_regclass(quote_ident(t.name)) AND c.confdeltype IN ('c', 'n', 'd')
         AND NOT (r.relnamespace = quote_ident(current_schema())::regnamespace AND r.relname = ANY ($2::text[]))) f ON TRUE
 WHERE a.table_name IS NOT NULL OR f.tables IS NOT NULL
