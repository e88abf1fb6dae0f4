-- This transaction's id, which it takes now if it had none.
SELECT pg_current_xact_id()::text AS id
