-- Held until the transaction ends, so that it works behind transaction poolers. The second lock bears the attempt's own id, if
-- there is an attempt: by it everybody can see whose session this is, whatever its process.
-- $1 own_attempt text
SELECT pg_try_advisory_xact_lock(lock_key) AS locked,
       pg_try_advisory_xact_lock((lock_key & 2147483647)::int4, ('x' || left($1::text, 8))::bit(32)::int4) AS named
  FROM v7_state
