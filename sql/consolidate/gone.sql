-- $1 ids of files that are there no more; the rows stay, and say what became of the files while they were there.
WITH gone AS (
    UPDATE v7_external_sources
       SET status = 'gone', duplicate_of_file = NULL, duplicate_of_source = NULL, last_seen = now()
     WHERE id = ANY ($1::bigint[]) AND status <> 'gone'
    RETURNING id
)
UPDATE v7_external_sources AS other
   SET status = 'inventoried', duplicate_of_source = NULL
  FROM gone
 WHERE other.duplicate_of_source = gone.id AND other.status = 'duplicate' AND other.id <> ALL ($1::bigint[])
