-- What changed or is gone is the latest no more; nothing is deleted.
-- $1 documents jsonb, $2 gone text[]
UPDATE documentation_files d
   SET is_latest = false
 WHERE d.is_latest
   AND (d.file_path = ANY ($2::text[])
        OR EXISTS (SELECT
                     FROM jsonb_to_recordset($1::jsonb) AS n (path TEXT, hash TEXT)
                    WHERE n.path = d.file_path AND n.hash IS DISTINCT FROM d.file_hash))
