-- Held until the transaction ends, behind poolers too; the transaction only keeps it, for as long as copying takes.
-- $1 plan_id text
SELECT pg_try_advisory_xact_lock(('x' || left($1, 16))::bit(64)::bigint) AS locked,
       set_config('idle_in_transaction_session_timeout', '0', true) AS patience
