-- What became of sources that were not copied: skipped or failed.
-- $1 ids bigint[], $2 statuses text[]
UPDATE v7_external_sources s
   SET status = failed.status
  FROM unnest($1::bigint[], $2::text[]) AS failed (id, status)
 WHERE s.id = failed.id AND s.status NOT IN ('gone', 'copied', 'inventoried', 'duplicate')
