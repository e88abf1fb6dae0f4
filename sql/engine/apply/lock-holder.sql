-- Whoever holds the apply lock, other than this attempt.
-- $1 own_attempt uuid
SELECT pid, login, application, apply_id::text, actor, host, to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM v7_lock_holder($1::uuid)
