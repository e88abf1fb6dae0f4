-- $1 ids, $2 what became of them: skipped or failed
UPDATE v7_external_sources s
   SET status = failed.status
  FROM unnest($1::bigint[], $2::text[]) AS failed (id, status)
 WHERE s.id = failed.id AND s.status NOT IN ('gone', 'copied', 'inventoried', 'duplicate')
