-- Held until the transaction ends, behind poolers too: one push of a database at a time.
SELECT pg_try_advisory_xact_lock(hashtext('v7 dart push'), hashtext(current_schema())) AS locked,
       set_config('idle_in_transaction_session_timeout', '0', true) AS patience
