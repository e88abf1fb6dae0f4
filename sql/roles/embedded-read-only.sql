-- The embedded server's reading login. Two processes may come here at once: the second one finds it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'v7_ro') THEN
    CREATE ROLE v7_ro LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
    GRANT pg_read_all_data TO v7_ro;
    ALTER ROLE v7_ro SET default_transaction_read_only = on;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
