-- Files that were read again: one array a column. What was worked out from other content counts no more.
-- $1 ids bigint[], $2 roots text[], $3 paths text[], $4 groups text[], $5 nodes text[], $6 path_bytes bytea[], $7 hashes text[]
-- $8 sizes bigint[], $9 mtimes timestamptz[], $10 metadata jsonb[]
WITH read AS (
    SELECT read.*, known.hash IS NOT DISTINCT FROM read.hash AND known.hash IS NOT NULL AND known.size_bytes = read.size_bytes
                   AND known.status <> 'gone' AS is_same
      FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::bigint[],
                  $9::timestamptz[], $10::jsonb[])
        AS read (id, source, source_path, source_group, node, path_bytes, hash, size_bytes, mtime, metadata)
      JOIN v7_external_sources known ON known.id = read.id
), updated AS (
    UPDATE v7_external_sources AS known
       SET source = read.source, source_path = read.source_path, source_group = read.source_group, node = read.node,
           path_bytes = read.path_bytes, hash = read.hash, size_bytes = read.size_bytes, mtime = read.mtime,
           metadata = read.metadata, last_seen = now(),
           status = CASE WHEN is_same THEN known.status ELSE 'inventoried' END,
           duplicate_of_file = CASE WHEN is_same THEN known.duplicate_of_file END,
           duplicate_of_source = CASE WHEN is_same THEN known.duplicate_of_source END,
           target_path = CASE WHEN is_same THEN known.target_path END,
           approved_by = CASE WHEN is_same THEN known.approved_by END,
           approved_at = CASE WHEN is_same THEN known.approved_at END,
           copied_at = CASE WHEN is_same THEN known.copied_at END,
           copied_hash = CASE WHEN is_same THEN known.copied_hash END
      FROM read
     WHERE known.id = read.id
    RETURNING known.id, is_same
)
SELECT count(*)::int4 AS changed FROM updated WHERE NOT is_same
