-- Waits until the apply's transaction is over: its seal locks the row, and a server that heard COMMIT may still be at it.
-- $1 apply_id uuid
SELECT txid IS NOT NULL AS committed FROM v7_applies WHERE apply_id = $1 FOR UPDATE
