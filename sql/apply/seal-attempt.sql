-- Inside the apply's transaction: if this is visible later, the apply was committed.
UPDATE v7_applies
   SET txid = pg_current_xact_id(), serial = $2, summary = $3::jsonb, plan = $4::jsonb,
       status = 'running', because = NULL, finished_at = NULL
 WHERE apply_id = $1
