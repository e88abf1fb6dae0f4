-- One migrates a schema at a time.
SELECT pg_try_advisory_xact_lock(hashtext('v7_schema_migrations'), hashtext(current_schema())) AS locked
