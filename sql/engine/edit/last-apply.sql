-- The id of the newest committed apply; no row where there is none.
SELECT apply_id::text FROM v7_applies WHERE txid IS NOT NULL ORDER BY serial DESC LIMIT 1
