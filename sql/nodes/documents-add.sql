-- A row for each document that has no latest one.
-- $1 documents jsonb
INSERT INTO documentation_files (file_name, file_path, file_size_bytes, file_hash, category, description, content, sync_locations)
SELECT n.name, n.path, n.bytes, n.hash, n.category, n.description, n.content, n.locations
  FROM jsonb_to_recordset($1::jsonb)
      AS n (name TEXT, path TEXT, bytes BIGINT, hash TEXT, category TEXT, description TEXT, content TEXT, locations JSONB)
 WHERE NOT EXISTS (SELECT FROM documentation_files d WHERE d.is_latest AND d.file_path = n.path)
 ORDER BY n.path
