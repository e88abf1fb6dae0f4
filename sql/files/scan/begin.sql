-- One scan writes at a time; who comes second sees what the first has registered.
SET LOCAL statement_timeout = '10min';
SET LOCAL idle_in_transaction_session_timeout = '5min';
LOCK TABLE v7_files IN SHARE ROW EXCLUSIVE MODE;
