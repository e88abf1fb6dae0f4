-- What a transaction that reads a target may take: rows are counted one table a statement.
SET LOCAL statement_timeout = '60s';
SET LOCAL lock_timeout = '5s';
