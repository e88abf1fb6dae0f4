-- The applies whose id begins with $1, and every committed apply after the first of them.
WITH wanted AS (SELECT serial FROM v7_applies WHERE txid IS NOT NULL AND starts_with(apply_id::text, $1))
SELECT apply_id::text, serial::text, plan
  FROM v7_applies
 WHERE txid IS NOT NULL AND serial >= (SELECT min(serial) FROM wanted)
 ORDER BY serial
