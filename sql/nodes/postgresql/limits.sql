-- What a look at a machine's server may take: it never holds anybody up. The search path is not the database's to say.
SET LOCAL statement_timeout = '5s';
SET LOCAL lock_timeout = '1s';
SET LOCAL idle_in_transaction_session_timeout = '30s';
SET LOCAL search_path = pg_catalog;
SELECT current_setting('transaction_read_only') AS read_only;
