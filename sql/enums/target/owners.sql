-- Who owns enums, the tables that hold them and what stands in their schemas; and which of those schemas there are.
-- $1 schema text
SELECT
    coalesce(array_agg(DISTINCT quote_ident(r.rolname)), '{}') AS owners,
    coalesce(array_agg(DISTINCT quote_ident(n.nspname)), '{}') AS schemas,
    quote_ident(current_database()) AS database
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_roles r ON r.oid = c.relowner
 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'v7')
   AND n.nspname !~ '^pg_' AND ($1::text IS NULL OR n.nspname = $1)
