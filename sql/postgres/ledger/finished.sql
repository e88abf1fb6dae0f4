-- How long a migration took, for the record.
UPDATE v7_schema_migrations SET duration_ms = extract(epoch FROM clock_timestamp() - applied_at) * 1000 WHERE version = :version
