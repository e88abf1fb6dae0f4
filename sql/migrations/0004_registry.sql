-- The file registry. Its document names five tables and their content without DDL: every column traces to its text.

CREATE TABLE v7_sessions (               -- "start/end, files created/modified, log path"
    id BIGSERIAL PRIMARY KEY,
    actor TEXT NOT NULL DEFAULT CURRENT_USER,
    title TEXT,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    ended_at TIMESTAMPTZ,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','ended','abandoned')),
    files_created INTEGER NOT NULL DEFAULT 0,
    files_modified INTEGER NOT NULL DEFAULT 0,
    files_deleted INTEGER NOT NULL DEFAULT 0,
    log_entries INTEGER NOT NULL DEFAULT 0,
    log_path TEXT,
    stats JSONB NOT NULL DEFAULT '{}',
    CHECK ((status = 'active') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX v7_sessions_one_active ON v7_sessions (actor) WHERE ended_at IS NULL;  -- "current session"
CREATE TABLE v7_files (                  -- "path, hash, component, pillar, project, metadata"
    id BIGSERIAL PRIMARY KEY,
    path_sha256 BYTEA GENERATED ALWAYS AS (sha256(path_bytes)) STORED CONSTRAINT v7_files_path_sha256_key UNIQUE,
    path_bytes BYTEA NOT NULL,           -- the name as the file system holds it; any length, any encoding
    path TEXT NOT NULL,                  -- the same, escaped to printable UTF-8
    hash CHAR(64) CHECK (hash ~ '^[0-9a-f]{64}$'),   -- SHA-256; NULL = unreadable
    size_bytes BIGINT NOT NULL DEFAULT 0,
    ext TEXT,
    file_type TEXT,                      -- "classification"
    component TEXT,
    pillar TEXT,
    project TEXT,
    title TEXT,
    mtime TIMESTAMPTZ,                   -- stale = not modified in N days
    metadata JSONB NOT NULL DEFAULT '{}',
    first_seen TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_scanned TIMESTAMPTZ NOT NULL DEFAULT now(),
    deleted_at TIMESTAMPTZ,              -- "immutable history": rows are never removed
    last_run_id BIGINT REFERENCES ingest_runs(id)
);
CREATE INDEX idx_v7_files_path ON v7_files USING hash (path);
CREATE INDEX idx_v7_files_hash ON v7_files (hash);
CREATE INDEX idx_v7_files_component ON v7_files (component);
CREATE INDEX idx_v7_files_pillar ON v7_files (pillar);
CREATE INDEX idx_v7_files_project ON v7_files (project);
CREATE INDEX idx_v7_files_mtime ON v7_files (mtime) WHERE deleted_at IS NULL;
CREATE TABLE v7_changes (                -- "change type, old/new hash, session context", timestamps
    id BIGSERIAL PRIMARY KEY,
    file_id BIGINT REFERENCES v7_files(id),
    session_id BIGINT REFERENCES v7_sessions(id),
    path TEXT NOT NULL,
    change_type TEXT NOT NULL CHECK (change_type IN ('created','modified','deleted','renamed','mode_changed','type_changed')),
    old_path TEXT,
    old_hash CHAR(64),
    new_hash CHAR(64),
    detected_by TEXT NOT NULL DEFAULT 'scan' CHECK (detected_by IN ('scan','hook','session','consolidate','manual')),
    commit_sha TEXT,
    author TEXT,                         -- of the commit
    old_mode TEXT, new_mode TEXT,        -- git's: 100644, 100755, 120000, 160000
    run_id BIGINT REFERENCES ingest_runs(id),
    changed_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX v7_changes_commit_path_key ON v7_changes (commit_sha, md5(path)) WHERE commit_sha IS NOT NULL;  -- hashed: a path may exceed what a btree page takes
CREATE INDEX idx_v7_changes_time ON v7_changes (changed_at DESC);
CREATE INDEX idx_v7_changes_file ON v7_changes (file_id);
CREATE INDEX idx_v7_changes_session ON v7_changes (session_id);
CREATE TABLE v7_external_sources (       -- "source, group, status, target"
    id BIGSERIAL PRIMARY KEY,
    source TEXT NOT NULL,                -- configured root
    source_path TEXT NOT NULL UNIQUE,
    source_group TEXT NOT NULL,          -- GROUP is a reserved word
    hash CHAR(64), size_bytes BIGINT, mtime TIMESTAMPTZ,
    status TEXT NOT NULL DEFAULT 'inventoried' CHECK (status IN ('inventoried','duplicate','unique','planned','approved','copied','skipped','failed','gone')),
    duplicate_of_file BIGINT REFERENCES v7_files(id),
    duplicate_of_source BIGINT REFERENCES v7_external_sources(id),
    target_path TEXT,
    approved_by TEXT, approved_at TIMESTAMPTZ,
    copied_at TIMESTAMPTZ, copied_hash CHAR(64),
    first_seen TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen TIMESTAMPTZ NOT NULL DEFAULT now(),
    CHECK (status <> 'duplicate' OR duplicate_of_file IS NOT NULL OR duplicate_of_source IS NOT NULL),
    CHECK (status <> 'copied' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND target_path IS NOT NULL AND copied_hash = hash))
);
CREATE INDEX idx_v7_external_status ON v7_external_sources (source_group, status);
CREATE INDEX idx_v7_external_hash ON v7_external_sources (hash);
CREATE TABLE v7_system_state (           -- "daily snapshots (totals, breakdowns, health indicators)"
    id BIGSERIAL PRIMARY KEY,
    snapshot_date DATE NOT NULL DEFAULT CURRENT_DATE,
    taken_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    session_id BIGINT REFERENCES v7_sessions(id),
    triggered_by TEXT NOT NULL DEFAULT 'manual',
    total_files BIGINT NOT NULL, total_size_bytes BIGINT NOT NULL,
    files_by_component JSONB NOT NULL DEFAULT '{}',
    files_by_pillar JSONB NOT NULL DEFAULT '{}',
    files_by_project JSONB NOT NULL DEFAULT '{}',
    files_by_type JSONB NOT NULL DEFAULT '{}',
    pillars_total INTEGER, empty_pillars INTEGER,
    stale_days INTEGER, stale_files BIGINT,
    external_total BIGINT, external_duplicates BIGINT, external_unique BIGINT,
    health JSONB NOT NULL DEFAULT '{}'
);
CREATE INDEX idx_v7_system_state_date ON v7_system_state (snapshot_date DESC, taken_at DESC);

-- One view over the three file tables.
CREATE VIEW v_all_files AS
SELECT 'v7_files' AS registry, f.path AS file_path, f.hash::text AS sha256, f.size_bytes AS size, f.mtime, f.project AS project, fa.v7_workflow_status
  FROM v7_files f LEFT JOIN file_audit fa ON fa.file_path = f.path WHERE f.deleted_at IS NULL
UNION ALL
SELECT 'files', x.project_path || '/' || x.file_path, x.sha256::text, x.size, x.mtime, x.project_path, NULL FROM files x WHERE x.missing_since IS NULL
UNION ALL
SELECT 'documentation_files', d.file_path, d.file_hash::text, d.file_size_bytes, d.updated_at AT TIME ZONE 'UTC', NULL, NULL FROM documentation_files d WHERE d.is_latest;
