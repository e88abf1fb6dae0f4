-- What sets say of their documents, and where copies were seen, changes without the document.
-- $1 documents jsonb
UPDATE documentation_files d
   SET category = n.category, description = n.description, sync_locations = n.locations
  FROM jsonb_to_recordset($1::jsonb) AS n (path TEXT, category TEXT, description TEXT, locations JSONB)
 WHERE d.is_latest AND d.file_path = n.path
   AND (d.category, d.description, d.sync_locations) IS DISTINCT FROM (n.category, n.description, n.locations)
