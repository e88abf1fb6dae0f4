-- The columns that a constraint or a unique index of a table is about.
-- $1 name text, $2 table_name text
SELECT attname::text AS name
  FROM pg_attribute
 WHERE attrelid = to_regclass(quote_ident($2::text))
   AND attnum = ANY(coalesce((SELECT conkey FROM pg_constraint WHERE conname = $1::text AND conrelid = attrelid),
                             (SELECT indkey::int2[] FROM pg_index WHERE indexrelid = to_regclass(quote_ident($1::text)))))
 ORDER BY attnum
