-- An attempt whose transaction left its id was committed: nothing may call it refused or failed afterwards.
-- $1 apply_id uuid, $2 status text, $3 because text
UPDATE v7_applies
   SET status = $2, because = $3, finished_at = clock_timestamp()
 WHERE apply_id = $1
   AND ($2 = 'applied' OR (txid IS NULL AND coalesce(because, '') IN ('', 'the process ended before anything was written')))
