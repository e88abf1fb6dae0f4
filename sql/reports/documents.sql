-- title: Documents
-- about: The documents of all sets as v7 docs sync read them last, with the places their copies belong to.
-- columns: file_path, category, file_size_bytes, updated_at, versions, copies, file_hash
-- answers: 004:462-479
-- empty: No document is recorded.
-- next: v7 docs sync
SELECT d.file_path,
       d.category,
       d.file_size_bytes,
       d.updated_at,
       (SELECT count(*) FROM documentation_files v WHERE v.file_path = d.file_path) AS versions,
       (SELECT string_agg((l ->> 'node') || ' ' || (l ->> 'state'), ', ' ORDER BY l ->> 'node')
          FROM jsonb_array_elements(d.sync_locations) l) AS copies,
       d.file_hash
  FROM documentation_files d
 WHERE d.is_latest
 ORDER BY d.file_path
