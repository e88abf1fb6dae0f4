-- An attempt whose transaction left its id was committed: nothing may call it refused or failed afterwards.
UPDATE v7_applies SET status = $2, because = $3, finished_at = clock_timestamp()
 WHERE apply_id = $1 AND ($2 = 'applied' OR (txid IS NULL AND coalesce(because, '') IN ('', 'the process ended before anything was written')))
