-- Asked in the catalog itself: to_regclass may answer from what the session remembers.
-- $1 schema name
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = $1 AND c.relname = 'v7_adoptions') AS recorded
