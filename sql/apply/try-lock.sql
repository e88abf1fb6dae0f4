-- Held until the transaction ends, so that it works behind transaction poolers.
SELECT pg_try_advisory_xact_lock(lock_key) AS locked FROM v7_state
