-- What files held when they were registered.
-- $1 ids bigint[]
SELECT id::text AS id, hash FROM v7_files WHERE id = ANY ($1::bigint[])
