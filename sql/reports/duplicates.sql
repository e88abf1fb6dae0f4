-- title: Duplicates
-- about: Registered files with equal bytes, those first of which most could be freed.
-- parameter: limit integer(1..10000) = 50: how many groups
-- columns: copies, size_bytes, freed_bytes, paths, sha256
-- answers: 000:109, 000:116
-- corrects: Hard links are one file under several names, and no copies of each other.
-- empty: No two registered files have the same bytes.
-- next: v7 health
SELECT COUNT(DISTINCT COALESCE(metadata ->> 'stamp', id::text)) AS copies, MAX(size_bytes) AS size_bytes,
       (COUNT(DISTINCT COALESCE(metadata ->> 'stamp', id::text)) - 1) * MAX(size_bytes) AS freed_bytes,
       jsonb_agg(path ORDER BY path COLLATE "C") AS paths, hash AS sha256
  FROM v7_files
 WHERE deleted_at IS NULL AND hash IS NOT NULL AND size_bytes > 0
 GROUP BY hash
HAVING COUNT(DISTINCT COALESCE(metadata ->> 'stamp', id::text)) > 1
 ORDER BY freed_bytes DESC, hash
 LIMIT $1::integer
