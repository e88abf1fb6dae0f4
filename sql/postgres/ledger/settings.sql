SET LOCAL client_min_messages = warning;
SET LOCAL statement_timeout = 0
