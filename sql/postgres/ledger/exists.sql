-- Asked in the catalog itself: to_regclass may answer from what the session remembers of before another one migrated.
-- $1 schema name
SELECT EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname = $1) AS schema,
       EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = $1 AND c.relname = 'v7_schema_migrations') AS ledger
