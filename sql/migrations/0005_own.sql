-- What v7 itself remembers: applied state, applies, plans, approvals, observations, recorded commits.

-- One row: which database this is and how far it has come.
CREATE TABLE v7_state (
    singleton BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (singleton),
    lineage UUID NOT NULL DEFAULT gen_random_uuid(),
    serial BIGINT NOT NULL DEFAULT 0,
    project UUID,                        -- the repository that owns the database
    commit_sha TEXT,                     -- of the last non-empty apply
    lock_key BIGINT NOT NULL DEFAULT ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16))::bit(64)::bigint,
    applied_at TIMESTAMPTZ
);
INSERT INTO v7_state DEFAULT VALUES;

-- What v7 last wrote for each declared resource, and what a resource has beyond columns.
CREATE TABLE v7_resources (
    address TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    spec JSONB NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(spec) = 'object'),        -- live: fields without a column
    applied JSONB NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applied) = 'object'),  -- declared fields as last written
    record_key TEXT,                     -- the row's primary key
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX v7_resources_kind ON v7_resources (kind);
CREATE INDEX v7_resources_record_key ON v7_resources (record_key);

-- Every attempt to apply, also the refused and the failed ones.
CREATE TABLE v7_applies (
    apply_id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    attempt BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'applied', 'refused', 'failed')),
    because TEXT,
    plan_id TEXT,
    serial BIGINT,
    txid XID8,                           -- the apply's own transaction: audit records with this txid belong to it
    actor TEXT,
    session_user_name TEXT DEFAULT session_user,
    application TEXT DEFAULT current_setting('application_name', true),
    host TEXT,
    process_id INTEGER,
    backend_pid INTEGER DEFAULT pg_backend_pid(),
    started_at TIMESTAMPTZ DEFAULT clock_timestamp(),
    finished_at TIMESTAMPTZ,
    commit_sha TEXT,
    branch TEXT,
    dirty BOOLEAN,
    reason TEXT,
    tool_version TEXT,
    summary JSONB,
    plan JSONB
);
CREATE INDEX v7_applies_txid ON v7_applies (txid);
CREATE INDEX v7_applies_plan_id ON v7_applies (plan_id);
CREATE INDEX v7_applies_started_at ON v7_applies (started_at DESC);

CREATE TABLE v7_plans (
    plan_id TEXT PRIMARY KEY,
    plan JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    created_by TEXT NOT NULL DEFAULT session_user
);

CREATE TABLE v7_approvals (
    approval_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES v7_plans (plan_id),
    persona TEXT NOT NULL,
    approved_by TEXT NOT NULL DEFAULT session_user,
    note TEXT,
    approved_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    expires_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX v7_approvals_plan ON v7_approvals (plan_id);

-- One measured fact about a machine; the latest by (node, fact) is what is known.
CREATE TABLE v7_node_facts (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node_name TEXT NOT NULL,
    fact TEXT NOT NULL,
    value JSONB NOT NULL,
    source TEXT NOT NULL,                -- the probe that measured it
    observed_at TIMESTAMPTZ NOT NULL,    -- by the machine's own clock
    recorded_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    recorded_by TEXT NOT NULL DEFAULT session_user,
    run_id BIGINT REFERENCES ingest_runs (id)
);
CREATE INDEX v7_node_facts_latest ON v7_node_facts (node_name, fact, recorded_at DESC);

-- A check and its result. Results are added, never changed.
CREATE TABLE v7_verifications (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address TEXT NOT NULL,
    check_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('verified', 'partial', 'failed', 'unknown')),
    expected JSONB,
    found JSONB,
    detail TEXT,
    change_id INTEGER,                   -- the audit record it verifies; that may move to the archive
    verified_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    verified_by TEXT NOT NULL DEFAULT session_user
);
CREATE INDEX v7_verifications_latest ON v7_verifications (address, check_name, verified_at DESC);

CREATE TABLE v7_commits (
    sha TEXT PRIMARY KEY CHECK (sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
    parents TEXT[] NOT NULL DEFAULT '{}',
    author TEXT NOT NULL,
    author_email TEXT,
    subject TEXT,
    committed_at TIMESTAMPTZ NOT NULL,
    session_id BIGINT REFERENCES v7_sessions (id),
    rewritten_as TEXT,                   -- the commit an amend or a rebase made of it
    recorded_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX v7_commits_committed_at ON v7_commits (committed_at DESC);
CREATE INDEX v7_commits_session ON v7_commits (session_id);
