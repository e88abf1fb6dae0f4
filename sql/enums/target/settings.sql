-- For this transaction alone, so that poolers may hand the session on. Rows that a policy would hide are an error instead, and a
-- value has one text, whoever asks. The search path is left alone.
SET LOCAL row_security = off;
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL idle_in_transaction_session_timeout = '60s';
-- A server on Windows cannot notice that its client is gone, and refuses the setting.
SELECT CASE WHEN version() !~* 'windows|mingw|visual c' THEN set_config('client_connection_check_interval', '1s', true) END;
SELECT current_setting('transaction_read_only') AS read_only;
