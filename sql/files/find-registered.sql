-- Files that were registered once and are back, those of another scan, and those of scripts that had no bytes.
UPDATE scanned_files AS scanned
   SET id = registered.id
  FROM v7_files AS registered
 WHERE scanned.id IS NULL AND registered.path = scanned.path
