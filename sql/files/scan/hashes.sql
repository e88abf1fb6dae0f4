SELECT id::text AS id, hash FROM v7_files WHERE id = ANY ($1::bigint[])
