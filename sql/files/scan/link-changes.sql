-- What git recorded of a file before anybody had registered it is its history, too.
-- $1 run_id bigint
UPDATE v7_changes AS change
   SET file_id = registered.id
  FROM v7_files AS registered
 WHERE change.file_id IS NULL AND registered.path = change.path AND registered.last_run_id IS NOT DISTINCT FROM $1::bigint
