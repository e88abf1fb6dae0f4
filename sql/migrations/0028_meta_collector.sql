-- What the meta collector finds of itself: nobody declares it, so it stands beside the rows that people manage.

CREATE TABLE project_facts (
    project_path TEXT PRIMARY KEY,
    detected_by TEXT NOT NULL CHECK (detected_by IN ('member', 'manifest', 'git', 'declared')),
    identity TEXT,                           -- what its manifest calls it
    language TEXT,
    manifests TEXT[] NOT NULL DEFAULT '{}',
    aliases TEXT[] NOT NULL DEFAULT '{}',    -- other spellings of its path, as other programs write them
    tree_sha256 CHAR(64) CHECK (tree_sha256 ~ '^[0-9a-f]{64}$'),  -- of its files' paths and content; NULL: unknown
    figures JSONB NOT NULL DEFAULT '{}',     -- what gaps are judged by; a missing key is unknown
    missing_since TIMESTAMPTZ,               -- its root was read, and it was not there
    run_id BIGINT REFERENCES ingest_runs(id),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- What a parser made of a file's bytes. It is worked out again when they or the parser change.
CREATE TABLE file_analyses (
    file_id BIGINT PRIMARY KEY REFERENCES files(id) ON DELETE CASCADE,
    sha256 CHAR(64) NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    analyzer TEXT NOT NULL,                  -- the version that worked it out
    parser TEXT NOT NULL,                    -- which grammar read the file
    status TEXT NOT NULL CHECK (status IN ('analyzed', 'unsupported', 'too_large', 'timed_out', 'failed', 'unreadable')),
    language TEXT,
    lines INTEGER NOT NULL DEFAULT 0,
    code_lines INTEGER,
    functions INTEGER,
    complexity INTEGER,
    max_complexity INTEGER,
    is_test BOOLEAN,
    is_entry BOOLEAN,
    uses_shared_helper BOOLEAN,
    run_id BIGINT REFERENCES ingest_runs(id),
    analyzed_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- A role may be abstained from: its signals are kept, and somebody looks. How often it changed its mind is a measure of noise.
ALTER TABLE codegraphx_file_signals
    ADD COLUMN is_role BOOLEAN NOT NULL DEFAULT TRUE,
    ADD COLUMN flips INTEGER NOT NULL DEFAULT 0;
CREATE INDEX idx_file_signals_review ON codegraphx_file_signals (confidence) WHERE NOT is_role;

-- Who scanned, and what the scan could have seen: what lies outside of that is not missing from it.
ALTER TABLE codegraphx_enrichment
    ADD COLUMN scanned_by TEXT NOT NULL DEFAULT 'codegraphx',
    ADD COLUMN artifact_sha256 CHAR(64) CHECK (artifact_sha256 ~ '^[0-9a-f]{64}$'),
    ADD COLUMN scope JSONB NOT NULL DEFAULT '{}';

ALTER TABLE gap_findings
    ADD COLUMN waived_by TEXT,               -- the Waiver's name
    ADD COLUMN waived_until TIMESTAMPTZ,
    ADD COLUMN last_run_id BIGINT REFERENCES ingest_runs(id);
CREATE INDEX idx_gap_findings_open ON gap_findings (scope) WHERE closed_at IS NULL;

-- The story of each gap. Nothing of it is ever changed.
CREATE TABLE gap_events (
    id BIGSERIAL PRIMARY KEY,
    gap_id BIGINT NOT NULL REFERENCES gap_findings(id),
    run_id BIGINT REFERENCES ingest_runs(id),
    event TEXT NOT NULL CHECK (event IN ('opened', 'seen', 'reopened', 'closed', 'waived')),
    severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    because TEXT NOT NULL,
    evidence JSONB NOT NULL DEFAULT '{}',
    at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_gap_events_gap ON gap_events (gap_id, id);
CREATE TRIGGER gap_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gap_events
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

-- What an action's four terms rest on, in words.
ALTER TABLE action_queue ADD COLUMN explanation JSONB NOT NULL DEFAULT '{}';

-- The figures that tell whether all this gets better, one row a week.
CREATE TABLE meta_figures (
    week DATE PRIMARY KEY,                   -- the Monday it begins with, in v7.yaml's time zone
    figures JSONB NOT NULL,
    run_id BIGINT REFERENCES ingest_runs(id),
    kept_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- A project that is there no more lowers no figure, and a scan that was forgotten raises none.
CREATE OR REPLACE VIEW v_index_coverage AS
SELECT p.project_path, p.name, e.scanned_at AS last_scan,
       COALESCE(e.scanned_at >= now() - interval '14 days', FALSE) AS fresh_14d,
       COUNT(f.id) AS tracked_files,
       COUNT(f.id) FILTER (WHERE f.in_scan) AS scanned_files,
       ROUND(100.0 * COUNT(f.id) FILTER (WHERE f.in_scan) / NULLIF(COUNT(f.id), 0), 1) AS file_coverage_pct
FROM projects p
LEFT JOIN LATERAL (SELECT scanned_at FROM codegraphx_enrichment e
                    WHERE e.project_path = p.project_path AND e.scope ->> 'forgotten' IS NULL
                    ORDER BY scanned_at DESC LIMIT 1) e ON TRUE
LEFT JOIN files f ON f.project_path = p.project_path AND f.missing_since IS NULL
WHERE NOT EXISTS (SELECT FROM project_facts k WHERE k.project_path = p.project_path AND k.missing_since IS NOT NULL)
GROUP BY p.project_path, p.name, e.scanned_at;
-- A gap that is waived is no work.
CREATE OR REPLACE VIEW v_gap_backlog AS
SELECT g.id, g.gap_type, g.severity, g.impact_score, g.scope, g.recommended_action, g.evidence, g.confidence, g.first_seen, g.last_seen,
       EXISTS (SELECT 1 FROM action_queue a WHERE a.gap_id = g.id AND a.status IN ('queued','approved','running')) AS has_open_action
FROM gap_findings g WHERE g.closed_at IS NULL AND g.waived_by IS NULL
ORDER BY v7_risk_rank(g.severity) DESC, g.impact_score DESC, g.id;
CREATE OR REPLACE VIEW v_project_health AS
SELECT c.project_path, c.name, p.state, c.last_scan, c.fresh_14d, c.tracked_files, c.file_coverage_pct, p.has_docs, p.has_tests,
       (SELECT COUNT(*) FROM gap_findings g
         WHERE g.closed_at IS NULL AND g.waived_by IS NULL AND g.scope = c.project_path) AS open_gaps,
       (SELECT g.severity FROM gap_findings g WHERE g.closed_at IS NULL AND g.waived_by IS NULL AND g.scope = c.project_path
         ORDER BY v7_risk_rank(g.severity) DESC LIMIT 1) AS worst_gap
FROM v_index_coverage c JOIN projects p USING (project_path);
