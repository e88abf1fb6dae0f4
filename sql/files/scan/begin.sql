-- One scan writes at a time; who comes second sees what the first has registered.
SET LOCAL statement_timeout = '10min';
SET LOCAL idle_in_transaction_session_timeout = '5min';
LOCK TABLE v7_files IN SHARE ROW EXCLUSIVE MODE;
-- A batch of files.
CREATE TEMPORARY TABLE scanned_files (
    id BIGINT,
    path TEXT NOT NULL,
    path_bytes BYTEA,                    -- NULL: the path's own UTF-8
    hash TEXT,
    size_bytes BIGINT NOT NULL,
    ext TEXT,
    file_type TEXT,
    component TEXT,
    pillar TEXT,
    project TEXT,
    title TEXT,
    mtime TIMESTAMPTZ,
    metadata JSONB NOT NULL,
    project_path TEXT,
    file_path TEXT
) ON COMMIT DROP;
CREATE TEMPORARY TABLE scan_run (
    run_id BIGINT,
    session_id BIGINT,
    tells_changes BOOLEAN NOT NULL       -- FALSE: a commit says what changed
) ON COMMIT DROP;
