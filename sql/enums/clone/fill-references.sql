-- Foreign keys: which columns of a table hold which of another's.
SELECT k.conrelid::text AS "table", k.confrelid::text AS other, k.confrelid::regclass::text AS other_identity,
       (SELECT array_agg(quote_ident(a.attname) ORDER BY n.place)
          FROM unnest(k.conkey) WITH ORDINALITY n (number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.number) AS columns,
       (SELECT array_agg(quote_ident(a.attname) ORDER BY n.place)
          FROM unnest(k.confkey) WITH ORDINALITY n (number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = n.number) AS other_columns
  FROM pg_catalog.pg_constraint k
 WHERE k.contype = 'f' AND k.conparentid = 0
 ORDER BY k.oid
