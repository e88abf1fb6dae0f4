-- What a transaction that changes a target may take: nobody waits behind it for long before it holds its locks, and a rewrite takes
-- as long as it takes.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '3s';
