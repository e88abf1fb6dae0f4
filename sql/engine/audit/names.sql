-- The names behind row ids, for columns that hold ids.
-- $1 ids text[]
SELECT kind, record_key, name FROM v7_resources WHERE record_key = ANY($1::text[])
