-- The encoding and the locale of this database. Their provider came with 15, their column moved with 17.
SELECT pg_encoding_to_char(d.encoding)::text AS encoding, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
       d.datcollate::text AS "collate", d.datctype::text AS ctype,
       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale
  FROM pg_catalog.pg_database d
 WHERE d.datname = current_database()
