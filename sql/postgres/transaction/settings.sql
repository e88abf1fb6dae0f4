-- For this transaction alone, so that poolers may hand the session on.
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL statement_timeout = '30s';
SET LOCAL lock_timeout = '5s';
SET LOCAL idle_in_transaction_session_timeout = '30s';
SELECT set_config('search_path', '{search_path}', true);
-- A server on Windows cannot notice that its client is gone, and refuses the setting.
SELECT CASE WHEN version() !~* 'windows|mingw|visual c' THEN set_config('client_connection_check_interval', '1s', true) END;
SELECT current_setting('transaction_read_only') AS read_only;
