-- Whoever holds the apply lock: the attempt whose own lock the same session holds, other than $1.
SELECT a.actor, a.host, to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM v7_state s
  JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 AND (l.classid::bigint << 32 | l.objid::bigint) = s.lock_key
  JOIN pg_locks own ON own.locktype = 'advisory' AND own.granted AND own.objsubid = 2 AND own.pid = l.pid
                   AND own.database = l.database AND own.classid::bigint = s.lock_key & 2147483647
  JOIN v7_applies a ON ('x' || left(a.apply_id::text, 8))::bit(32)::bigint = own.objid::bigint
 WHERE a.apply_id <> $1
 ORDER BY a.attempt DESC LIMIT 1
