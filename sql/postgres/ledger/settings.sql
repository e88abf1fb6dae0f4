-- A migration takes as long as it takes, and its notices are nobody's business.
SET LOCAL client_min_messages = warning;
SET LOCAL statement_timeout = 0;
