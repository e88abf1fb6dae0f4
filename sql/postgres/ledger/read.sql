-- What ran here, in order.
SELECT version, name, checksum FROM {schema}.v7_schema_migrations ORDER BY version
