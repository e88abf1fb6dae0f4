-- Whoever holds the apply lock: the attempt whose session the server shows with it, other than $1.
SELECT a.actor, a.host, to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM v7_state s
  JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                 AND (l.classid::bigint << 32 | l.objid::bigint) = s.lock_key
  JOIN v7_applies a ON a.backend_pid = l.pid
 WHERE a.apply_id <> $1
 ORDER BY a.attempt DESC LIMIT 1
