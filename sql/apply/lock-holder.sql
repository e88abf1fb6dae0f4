-- Whoever holds the apply lock: the newest attempt that is still running, other than $1.
SELECT actor, host, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM v7_applies WHERE status = 'running' AND apply_id <> $1 ORDER BY attempt DESC LIMIT 1
