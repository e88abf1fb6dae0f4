-- The story of an attempt whose session was ended from outside, whatever its own process made of it.
-- $1 apply_id uuid, $2 because text
UPDATE v7_applies SET status = 'failed', because = $2, finished_at = clock_timestamp() WHERE apply_id = $1 AND txid IS NULL
