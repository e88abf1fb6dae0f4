-- Columns that a new row must have a value for: nothing else gives them one.
-- $1 tables text[]
SELECT c.relname AS table_name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM unnest($1::text[]) AS t (name)
  JOIN pg_class c ON c.oid = to_regclass(quote_ident(t.name))
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = ''
 GROUP BY c.relname
