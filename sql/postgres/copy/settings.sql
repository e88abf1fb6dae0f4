-- Copying takes as long as it takes, and disks stall.
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
