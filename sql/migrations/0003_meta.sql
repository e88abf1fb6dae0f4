-- The meta collector. Its plan names these tables, their columns and five views without DDL: names it states are kept.

CREATE TABLE ingest_runs (               -- one row per pipeline/script run with status, duration, counts, errors
    id BIGSERIAL PRIMARY KEY,
    pipeline TEXT NOT NULL,
    scope TEXT,
    status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running','succeeded','partial','failed','cancelled')),
    dry_run BOOLEAN NOT NULL DEFAULT FALSE,
    resumed_from BIGINT REFERENCES ingest_runs(id),
    checkpoint JSONB,                    -- resume mode
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    finished_at TIMESTAMPTZ,
    duration_ms BIGINT,
    counts JSONB NOT NULL DEFAULT '{}',
    errors JSONB NOT NULL DEFAULT '[]',
    artifacts JSONB NOT NULL DEFAULT '[]'  -- "run record with artifact pointers"
);
CREATE INDEX idx_ingest_runs_pipeline ON ingest_runs (pipeline, started_at DESC);

CREATE TABLE projects (
    id BIGSERIAL PRIMARY KEY,
    project_path TEXT NOT NULL UNIQUE,   -- canonicalised
    name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'active',
    has_docs BOOLEAN, has_tests BOOLEAN, uses_shared_helper BOOLEAN,
    metadata JSONB NOT NULL DEFAULT '{}',
    first_seen TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE codegraphx_enrichment (
    id BIGSERIAL PRIMARY KEY,
    project_path TEXT NOT NULL,
    run_id BIGINT REFERENCES ingest_runs(id),
    scan_artifact TEXT,
    metrics JSONB NOT NULL DEFAULT '{}', -- graph metrics
    scanned_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    UNIQUE (project_path, scanned_at)
);
CREATE INDEX idx_enrichment_latest ON codegraphx_enrichment (project_path, scanned_at DESC);
CREATE TABLE codegraphx_file_signals (
    id BIGSERIAL PRIMARY KEY,
    project_path TEXT NOT NULL,
    file_path TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('collector','analyzer','transformer','reporter','fixer','orchestrator')),
    score NUMERIC NOT NULL,
    confidence NUMERIC NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 1),
    evidence JSONB NOT NULL DEFAULT '[]',
    run_id BIGINT REFERENCES ingest_runs(id),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    UNIQUE (project_path, file_path, role)
);
CREATE TABLE codegraphx_project_signals (
    project_path TEXT PRIMARY KEY,
    files_analyzed INTEGER NOT NULL DEFAULT 0,
    collector_files INTEGER NOT NULL DEFAULT 0,
    collector_ratio NUMERIC NOT NULL DEFAULT 0,
    role_counts JSONB NOT NULL DEFAULT '{}',
    run_id BIGINT REFERENCES ingest_runs(id),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE role_overrides (            -- "manual override table" (risks and mitigations)
    project_path TEXT NOT NULL, file_path TEXT NOT NULL, role TEXT NOT NULL,
    is_role BOOLEAN NOT NULL, reason TEXT, set_by TEXT, reviewed_at TIMESTAMPTZ,
    PRIMARY KEY (project_path, file_path, role)
);
CREATE TABLE files (                     -- canonical file registry: project_path, file_path, ext, size, mtime, sha256
    id BIGSERIAL PRIMARY KEY,
    project_path TEXT NOT NULL,
    file_path TEXT NOT NULL,
    ext TEXT,
    size BIGINT,
    mtime TIMESTAMPTZ,
    sha256 CHAR(64) CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    in_scan BOOLEAN NOT NULL DEFAULT FALSE,   -- represented in current scan scope (file coverage metric)
    last_run_id BIGINT REFERENCES ingest_runs(id),
    missing_since TIMESTAMPTZ,
    UNIQUE (project_path, file_path)
);
CREATE INDEX idx_files_sha256 ON files (sha256);
CREATE TABLE gap_findings (
    id BIGSERIAL PRIMARY KEY,
    gap_type TEXT NOT NULL CHECK (gap_type IN ('PROJECT_UNINDEXED','PROJECT_STALE_SCAN','FILE_MISSING_FROM_SCAN',
        'DUPLICATE_MIRROR_CONTENT','HIGH_SIZE_LOW_TEST_COVERAGE','HIGH_COLLECTOR_DENSITY_NO_DOCS','ORPHANED_ARTIFACT_PATH',
        -- named by the plan's phase 3, absent from its taxonomy
        'LOW_DOC_HIGH_COMPLEXITY','MISSING_TESTS_HIGH_CHANGE')),
    severity TEXT NOT NULL CHECK (severity IN ('low','medium','high','critical')),
    impact_score NUMERIC NOT NULL DEFAULT 0,
    recommended_action TEXT NOT NULL,
    scope TEXT NOT NULL,
    evidence JSONB NOT NULL DEFAULT '{}',
    confidence NUMERIC NOT NULL DEFAULT 1 CHECK (confidence BETWEEN 0 AND 1),
    first_seen TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen TIMESTAMPTZ NOT NULL DEFAULT now(),
    closed_at TIMESTAMPTZ,
    UNIQUE (gap_type, scope)
);
CREATE TABLE action_queue (
    id BIGSERIAL PRIMARY KEY,
    gap_id BIGINT REFERENCES gap_findings(id),
    title TEXT NOT NULL,
    owner TEXT,
    status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued','approved','running','done','failed','dismissed')),
    impact NUMERIC NOT NULL DEFAULT 0,
    freshness_penalty NUMERIC NOT NULL DEFAULT 0,
    dependency_weight NUMERIC NOT NULL DEFAULT 0,
    confidence NUMERIC NOT NULL DEFAULT 0,
    priority NUMERIC GENERATED ALWAYS AS (impact + freshness_penalty + dependency_weight + confidence) STORED,
    rationale TEXT NOT NULL,
    command JSONB NOT NULL,              -- replayable payload: {"argv": [...], "cwd": "..."}
    queued_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    finished_at TIMESTAMPTZ,
    last_run_id BIGINT REFERENCES ingest_runs(id)
);
CREATE UNIQUE INDEX action_queue_open_key ON action_queue (gap_id, (command::text)) WHERE status IN ('queued','approved','running');
CREATE INDEX idx_action_queue_open ON action_queue (priority DESC, id) WHERE status = 'queued';

CREATE VIEW v_index_coverage AS
SELECT p.project_path, p.name, e.scanned_at AS last_scan,
       COALESCE(e.scanned_at >= now() - interval '14 days', FALSE) AS fresh_14d,
       COUNT(f.id) AS tracked_files,
       COUNT(f.id) FILTER (WHERE f.in_scan) AS scanned_files,
       ROUND(100.0 * COUNT(f.id) FILTER (WHERE f.in_scan) / NULLIF(COUNT(f.id), 0), 1) AS file_coverage_pct
FROM projects p
LEFT JOIN LATERAL (SELECT scanned_at FROM codegraphx_enrichment e WHERE e.project_path = p.project_path
                    ORDER BY scanned_at DESC LIMIT 1) e ON TRUE
LEFT JOIN files f ON f.project_path = p.project_path AND f.missing_since IS NULL
GROUP BY p.project_path, p.name, e.scanned_at;
CREATE VIEW v_collector_projects AS
SELECT p.project_path, p.name, s.files_analyzed, s.collector_files, s.collector_ratio, s.role_counts, p.has_docs
FROM codegraphx_project_signals s JOIN projects p USING (project_path)
WHERE s.collector_files > 0
ORDER BY s.collector_ratio DESC, p.project_path;
CREATE VIEW v_gap_backlog AS
SELECT g.id, g.gap_type, g.severity, g.impact_score, g.scope, g.recommended_action, g.evidence, g.confidence, g.first_seen, g.last_seen,
       EXISTS (SELECT 1 FROM action_queue a WHERE a.gap_id = g.id AND a.status IN ('queued','approved','running')) AS has_open_action
FROM gap_findings g WHERE g.closed_at IS NULL
ORDER BY v7_risk_rank(g.severity) DESC, g.impact_score DESC, g.id;
CREATE VIEW v_next_actions AS
SELECT a.id, a.priority, a.title, a.rationale, a.command, a.owner, g.gap_type, g.severity, g.scope,
       a.impact, a.freshness_penalty, a.dependency_weight, a.confidence, a.queued_at
FROM action_queue a LEFT JOIN gap_findings g ON g.id = a.gap_id
WHERE a.status = 'queued'
ORDER BY a.priority DESC, a.id;
CREATE VIEW v_project_health AS
SELECT c.project_path, c.name, p.state, c.last_scan, c.fresh_14d, c.tracked_files, c.file_coverage_pct, p.has_docs, p.has_tests,
       (SELECT COUNT(*) FROM gap_findings g WHERE g.closed_at IS NULL AND g.scope = c.project_path) AS open_gaps,
       (SELECT g.severity FROM gap_findings g WHERE g.closed_at IS NULL AND g.scope = c.project_path
         ORDER BY v7_risk_rank(g.severity) DESC LIMIT 1) AS worst_gap
FROM v_index_coverage c JOIN projects p USING (project_path);
