-- What was a duplicate of a file that is gone, or that holds something else now, is to be compared anew.
UPDATE v7_external_sources AS other
   SET status = 'inventoried', duplicate_of_source = NULL
  FROM v7_external_sources AS kept
 WHERE kept.id = other.duplicate_of_source AND other.status = 'duplicate'
   AND (kept.status = 'gone' OR kept.hash IS DISTINCT FROM other.hash)
