-- The newest apply that was committed.
SELECT apply_id::text, actor, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
       coalesce(commit_sha LIKE '%-dirty', FALSE) AS dirty
  FROM v7_applies WHERE txid IS NOT NULL ORDER BY attempt DESC LIMIT 1
