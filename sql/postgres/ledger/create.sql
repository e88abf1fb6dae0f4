-- Which migrations ran here, and with which text.
CREATE TABLE IF NOT EXISTS v7_schema_migrations (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    name TEXT NOT NULL,
    checksum TEXT NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
    applied_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    applied_by TEXT NOT NULL DEFAULT session_user,
    tool_version TEXT,
    duration_ms INTEGER
)
