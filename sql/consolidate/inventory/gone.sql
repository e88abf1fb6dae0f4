-- Files that are there no more; the rows stay, and say what became of the files while they were there.
-- $1 ids bigint[]
UPDATE v7_external_sources
   SET status = 'gone', duplicate_of_file = NULL, duplicate_of_source = NULL, last_seen = now()
 WHERE id = ANY ($1::bigint[]) AND status <> 'gone'
