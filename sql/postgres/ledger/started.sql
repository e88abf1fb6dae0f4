-- Written before the migration, in one transaction with it.
INSERT INTO v7_schema_migrations (version, name, checksum, tool_version) VALUES (:version, :name, :checksum, :tool_version)
