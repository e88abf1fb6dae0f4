-- The columns of a table whose text may have so many characters.
-- $1 length integer, $2 table_name text
SELECT attname::text AS name
  FROM pg_attribute
 WHERE attrelid = to_regclass(quote_ident($2::text)) AND atttypid IN ('varchar'::regtype, 'bpchar'::regtype) AND atttypmod = $1::int + 4
 ORDER BY attnum
