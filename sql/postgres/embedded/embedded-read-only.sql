-- The embedded server's reading login. Two processes may come here at once: the second one finds it. It reads every
-- table but the apply lock's key: whoever knows the key can hold up every apply. No answer of its may fill the disk.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'v7_ro') THEN
    CREATE ROLE v7_ro LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'v7_ro'
                    AND rolconfig @> '{default_transaction_read_only=on,temp_file_limit=1GB}') THEN
    ALTER ROLE v7_ro SET default_transaction_read_only = on;
    ALTER ROLE v7_ro SET temp_file_limit = '1GB';
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO v7_ro', current_schema());
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO v7_ro', current_schema());
  REVOKE SELECT ON v7_state FROM v7_ro;
  GRANT SELECT (singleton, lineage, serial, project, commit_sha, applied_at) ON v7_state TO v7_ro;
  -- They act with their owner's rights, and record even what they refuse.
  REVOKE EXECUTE ON FUNCTION v7_approve(jsonb, text, text), v7_revoke(text, text), v7_admit(uuid) FROM PUBLIC;
  IF has_database_privilege('v7_ro', current_database(), 'TEMPORARY') THEN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END IF;
  IF has_function_privilege('v7_ro', 'lo_create(oid)', 'EXECUTE') THEN
    REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) FROM PUBLIC;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN NULL;
END $$
