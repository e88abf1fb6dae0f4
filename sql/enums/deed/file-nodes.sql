-- Where the rows of tables lie: a table that was rewritten lies elsewhere.
-- $1 schemas text[], $2 tables text[]
SELECT c.oid::text || ' ' || coalesce(pg_relation_filenode(c.oid)::text, '') AS node
  FROM unnest($1::text[], $2::text[]) AS t (schema, name)
  JOIN pg_namespace n ON n.nspname = t.schema
  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
 ORDER BY 1
