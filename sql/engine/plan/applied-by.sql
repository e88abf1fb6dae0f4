-- The apply that already carried a plan out, if one did.
-- $1 plan_id text
SELECT apply_id::text FROM v7_applies WHERE plan_id = $1 AND txid IS NOT NULL ORDER BY attempt DESC LIMIT 1
