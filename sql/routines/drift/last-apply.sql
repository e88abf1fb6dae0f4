-- When the newest apply that wrote something began; no row before the first.
SELECT to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
  FROM v7_applies
 WHERE status = 'applied'
 ORDER BY started_at DESC
 LIMIT 1
