-- The whole schema, as v7's migrations leave it: for reading. A database gets it by `v7 db migrate`, from sql/migrations.
-- Generated: `node scripts/expected-schema.ts POSTGRES_URL` writes it anew. pgvector's table, chunks, is left out.

-- Functions may be written down before what they read.
SET check_function_bodies = off;

-- Tables

CREATE TABLE ingest_runs (
    id bigserial,
    pipeline text NOT NULL,
    scope text,
    status text NOT NULL DEFAULT 'running'::text,
    dry_run boolean NOT NULL DEFAULT false,
    resumed_from bigint,
    checkpoint jsonb,
    started_at timestamp with time zone NOT NULL DEFAULT now(),
    finished_at timestamp with time zone,
    duration_ms bigint,
    counts jsonb NOT NULL DEFAULT '{}'::jsonb,
    errors jsonb NOT NULL DEFAULT '[]'::jsonb,
    artifacts jsonb NOT NULL DEFAULT '[]'::jsonb,
    CONSTRAINT ingest_runs_pkey PRIMARY KEY (id),
    CONSTRAINT ingest_runs_status_check CHECK (status IN ('running', 'succeeded', 'partial', 'failed', 'cancelled')),
    CONSTRAINT ingest_runs_resumed_from_fkey FOREIGN KEY (resumed_from) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_ingest_runs_pipeline ON ingest_runs USING btree (pipeline, started_at DESC);

CREATE TABLE gap_findings (
    id bigserial,
    gap_type text NOT NULL,
    severity text NOT NULL,
    impact_score numeric NOT NULL DEFAULT 0,
    recommended_action text NOT NULL,
    scope text NOT NULL,
    evidence jsonb NOT NULL DEFAULT '{}'::jsonb,
    confidence numeric NOT NULL DEFAULT 1,
    first_seen timestamp with time zone NOT NULL DEFAULT now(),
    last_seen timestamp with time zone NOT NULL DEFAULT now(),
    closed_at timestamp with time zone,
    waived_by text,
    waived_until timestamp with time zone,
    last_run_id bigint,
    CONSTRAINT gap_findings_pkey PRIMARY KEY (id),
    CONSTRAINT gap_findings_gap_type_scope_key UNIQUE (gap_type, scope),
    CONSTRAINT gap_findings_confidence_check CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
    CONSTRAINT gap_findings_gap_type_check CHECK (gap_type IN ('PROJECT_UNINDEXED', 'PROJECT_STALE_SCAN', 'FILE_MISSING_FROM_SCAN', 'DUPLICATE_MIRROR_CONTENT', 'HIGH_SIZE_LOW_TEST_COVERAGE', 'HIGH_COLLECTOR_DENSITY_NO_DOCS', 'ORPHANED_ARTIFACT_PATH', 'LOW_DOC_HIGH_COMPLEXITY', 'MISSING_TESTS_HIGH_CHANGE')),
    CONSTRAINT gap_findings_severity_check CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    CONSTRAINT gap_findings_last_run_id_fkey FOREIGN KEY (last_run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_gap_findings_open ON gap_findings USING btree (scope) WHERE closed_at IS NULL;

CREATE TABLE action_queue (
    id bigserial,
    gap_id bigint,
    title text NOT NULL,
    owner text,
    status text NOT NULL DEFAULT 'queued'::text,
    impact numeric NOT NULL DEFAULT 0,
    freshness_penalty numeric NOT NULL DEFAULT 0,
    dependency_weight numeric NOT NULL DEFAULT 0,
    confidence numeric NOT NULL DEFAULT 0,
    priority numeric GENERATED ALWAYS AS ((((impact + freshness_penalty) + dependency_weight) + confidence)) STORED,
    rationale text NOT NULL,
    command jsonb NOT NULL,
    queued_at timestamp with time zone NOT NULL DEFAULT now(),
    finished_at timestamp with time zone,
    last_run_id bigint,
    explanation jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT action_queue_pkey PRIMARY KEY (id),
    CONSTRAINT action_queue_status_check CHECK (status IN ('queued', 'approved', 'running', 'done', 'failed', 'dismissed')),
    CONSTRAINT action_queue_gap_id_fkey FOREIGN KEY (gap_id) REFERENCES gap_findings(id),
    CONSTRAINT action_queue_last_run_id_fkey FOREIGN KEY (last_run_id) REFERENCES ingest_runs(id)
);
CREATE UNIQUE INDEX action_queue_open_key ON action_queue USING btree (gap_id, (command::text)) WHERE status IN ('queued', 'approved', 'running');
CREATE INDEX idx_action_queue_open ON action_queue USING btree (priority DESC, id) WHERE status = 'queued'::text;

CREATE TABLE system_nodes (
    id serial,
    node_name character varying(50) NOT NULL,
    node_role character varying(50) NOT NULL,
    hardware_model character varying(100),
    cpu_model character varying(100),
    cpu_cores integer,
    cpu_performance_cores integer,
    cpu_efficiency_cores integer,
    gpu_model character varying(100),
    gpu_cores integer,
    ram_gb integer,
    disk_tb integer,
    architecture character varying(20),
    os_name character varying(50),
    os_version character varying(50),
    serial_number character varying(50),
    status character varying(20) DEFAULT 'active'::character varying,
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT system_nodes_pkey PRIMARY KEY (id),
    CONSTRAINT system_nodes_node_name_key UNIQUE (node_name)
);
CREATE INDEX idx_system_nodes_role ON system_nodes USING btree (node_role);
CREATE INDEX idx_system_nodes_status ON system_nodes USING btree (status);

CREATE TABLE change_log (
    id serial,
    node_id integer,
    change_type character varying(50),
    change_category character varying(50),
    table_affected character varying(100),
    record_id integer,
    change_description text NOT NULL,
    old_value jsonb,
    new_value jsonb,
    changed_by character varying(100),
    change_reason text,
    verification_status character varying(50),
    created_at timestamp without time zone DEFAULT now(),
    record_key text,
    operation text,
    application text,
    txid xid8,
    CONSTRAINT change_log_pkey PRIMARY KEY (id),
    CONSTRAINT change_log_operation_check CHECK (operation IN ('insert', 'update', 'delete', 'truncate')),
    CONSTRAINT change_log_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id)
);
CREATE INDEX idx_change_log_by ON change_log USING btree (changed_by);
CREATE INDEX idx_change_log_created ON change_log USING btree (created_at DESC);
CREATE INDEX idx_change_log_node ON change_log USING btree (node_id);
CREATE INDEX idx_change_log_record ON change_log USING btree (table_affected, record_key);
CREATE INDEX idx_change_log_type ON change_log USING btree (change_type);

CREATE TABLE change_log_archive (
    id integer NOT NULL DEFAULT nextval('change_log_id_seq'::regclass),
    node_id integer,
    change_type character varying(50),
    change_category character varying(50),
    table_affected character varying(100),
    record_id integer,
    change_description text NOT NULL,
    old_value jsonb,
    new_value jsonb,
    changed_by character varying(100),
    change_reason text,
    verification_status character varying(50),
    created_at timestamp without time zone DEFAULT now(),
    record_key text,
    operation text,
    application text,
    txid xid8,
    CONSTRAINT change_log_archive_pkey PRIMARY KEY (id)
);
CREATE INDEX idx_change_log_archive_record ON change_log_archive USING btree (table_affected, record_key);

CREATE TABLE codegraphx_enrichment (
    id bigserial,
    project_path text NOT NULL,
    run_id bigint,
    scan_artifact text,
    metrics jsonb NOT NULL DEFAULT '{}'::jsonb,
    scanned_at timestamp with time zone NOT NULL DEFAULT now(),
    scanned_by text NOT NULL DEFAULT 'codegraphx'::text,
    artifact_sha256 character(64),
    scope jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT codegraphx_enrichment_pkey PRIMARY KEY (id),
    CONSTRAINT codegraphx_enrichment_project_path_scanned_at_key UNIQUE (project_path, scanned_at),
    CONSTRAINT codegraphx_enrichment_artifact_sha256_check CHECK (artifact_sha256 ~ '^[0-9a-f]{64}$'::text),
    CONSTRAINT codegraphx_enrichment_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_enrichment_latest ON codegraphx_enrichment USING btree (project_path, scanned_at DESC);

CREATE TABLE codegraphx_file_signals (
    id bigserial,
    project_path text NOT NULL,
    file_path text NOT NULL,
    role text NOT NULL,
    score numeric NOT NULL,
    confidence numeric NOT NULL DEFAULT 0,
    evidence jsonb NOT NULL DEFAULT '[]'::jsonb,
    run_id bigint,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    is_role boolean NOT NULL DEFAULT true,
    flips integer NOT NULL DEFAULT 0,
    CONSTRAINT codegraphx_file_signals_pkey PRIMARY KEY (id),
    CONSTRAINT codegraphx_file_signals_project_path_file_path_role_key UNIQUE (project_path, file_path, role),
    CONSTRAINT codegraphx_file_signals_confidence_check CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
    CONSTRAINT codegraphx_file_signals_role_check CHECK (role IN ('collector', 'analyzer', 'transformer', 'reporter', 'fixer', 'orchestrator')),
    CONSTRAINT codegraphx_file_signals_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_file_signals_review ON codegraphx_file_signals USING btree (confidence) WHERE NOT is_role;

CREATE TABLE codegraphx_project_signals (
    project_path text NOT NULL,
    files_analyzed integer NOT NULL DEFAULT 0,
    collector_files integer NOT NULL DEFAULT 0,
    collector_ratio numeric NOT NULL DEFAULT 0,
    role_counts jsonb NOT NULL DEFAULT '{}'::jsonb,
    run_id bigint,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT codegraphx_project_signals_pkey PRIMARY KEY (project_path),
    CONSTRAINT codegraphx_project_signals_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);

CREATE TABLE database_schemas (
    id serial,
    node_id integer,
    database_name character varying(100) NOT NULL,
    schema_name character varying(100) DEFAULT 'public'::character varying,
    table_name character varying(100),
    column_name character varying(100),
    data_type character varying(100),
    is_nullable boolean,
    column_default text,
    is_primary_key boolean DEFAULT false,
    foreign_key_table character varying(100),
    foreign_key_column character varying(100),
    index_name character varying(100),
    index_type character varying(50),
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT database_schemas_pkey PRIMARY KEY (id),
    CONSTRAINT database_schemas_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id)
);
CREATE UNIQUE INDEX database_schemas_key ON database_schemas USING btree (node_id, database_name, schema_name, COALESCE(table_name, ''::character varying), COALESCE(column_name, ''::character varying), COALESCE(index_name, ''::character varying), COALESCE(foreign_key_table, ''::character varying));
CREATE INDEX idx_db_schemas_node ON database_schemas USING btree (node_id);
CREATE INDEX idx_db_schemas_table ON database_schemas USING btree (table_name);

CREATE TABLE documentation_files (
    id serial,
    file_name character varying(255) NOT NULL,
    file_path text NOT NULL,
    file_size_bytes bigint,
    file_hash character varying(64),
    category character varying(50),
    description text,
    content text,
    sync_locations jsonb DEFAULT '[]'::jsonb,
    is_latest boolean DEFAULT true,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT documentation_files_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX documentation_files_latest_key ON documentation_files USING btree (file_path) WHERE is_latest;
CREATE INDEX idx_docs_category ON documentation_files USING btree (category);
CREATE INDEX idx_docs_latest ON documentation_files USING btree (is_latest);
CREATE INDEX idx_docs_name ON documentation_files USING btree (file_name);
CREATE INDEX idx_docs_updated ON documentation_files USING btree (updated_at DESC);

CREATE TABLE documents (
    id serial,
    content text NOT NULL,
    category character varying(50),
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    CONSTRAINT documents_pkey PRIMARY KEY (id)
);
CREATE INDEX idx_documents_category ON documents USING btree (category);
CREATE INDEX idx_documents_created_at ON documents USING btree (created_at DESC);

CREATE TABLE files (
    id bigserial,
    project_path text NOT NULL,
    file_path text NOT NULL,
    ext text,
    size bigint,
    mtime timestamp with time zone,
    sha256 character(64),
    in_scan boolean NOT NULL DEFAULT false,
    last_run_id bigint,
    missing_since timestamp with time zone,
    CONSTRAINT files_pkey PRIMARY KEY (id),
    CONSTRAINT files_project_path_file_path_key UNIQUE (project_path, file_path),
    CONSTRAINT files_sha256_check CHECK (sha256 !~ '[^0-9a-f]'::text),
    CONSTRAINT files_last_run_id_fkey FOREIGN KEY (last_run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_files_sha256 ON files USING btree (sha256);

CREATE TABLE file_analyses (
    file_id bigint NOT NULL,
    sha256 character(64) NOT NULL,
    analyzer text NOT NULL,
    parser text NOT NULL,
    status text NOT NULL,
    language text,
    lines integer NOT NULL DEFAULT 0,
    code_lines integer,
    functions integer,
    complexity integer,
    max_complexity integer,
    is_test boolean,
    is_entry boolean,
    uses_shared_helper boolean,
    run_id bigint,
    analyzed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT file_analyses_pkey PRIMARY KEY (file_id),
    CONSTRAINT file_analyses_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
    CONSTRAINT file_analyses_status_check CHECK (status IN ('analyzed', 'unsupported', 'too_large', 'timed_out', 'failed', 'unreadable')),
    CONSTRAINT file_analyses_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE CASCADE,
    CONSTRAINT file_analyses_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);

CREATE TABLE file_audit (
    id serial,
    file_path character varying(500) NOT NULL,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    v7_workflow_status character varying(50) DEFAULT 'pending_assessment'::character varying,
    v7_target_name character varying(500),
    v7_database_enums jsonb,
    v7_enum_mappings jsonb,
    v7_dependencies text[],
    v7_dependents text[],
    v7_impact_score integer,
    v7_review_status character varying(50),
    v7_reviewed_by character varying(100)[],
    v7_implementation_status character varying(50),
    v7_test_status character varying(50),
    v7_retirement_date date,
    v7_phase integer,
    v7_task character varying(50),
    CONSTRAINT file_audit_pkey PRIMARY KEY (id),
    CONSTRAINT file_audit_file_path_key UNIQUE (file_path),
    CONSTRAINT file_audit_v7_task_check CHECK (v7_task::text ~ '^[0-9]+[.][0-9]+$'::text)
);
CREATE INDEX idx_file_audit_v7_status ON file_audit USING btree (v7_workflow_status);

CREATE TABLE gap_events (
    id bigserial,
    gap_id bigint NOT NULL,
    run_id bigint,
    event text NOT NULL,
    severity text NOT NULL,
    because text NOT NULL,
    evidence jsonb NOT NULL DEFAULT '{}'::jsonb,
    at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT gap_events_pkey PRIMARY KEY (id),
    CONSTRAINT gap_events_event_check CHECK (event IN ('opened', 'seen', 'reopened', 'closed', 'waived')),
    CONSTRAINT gap_events_severity_check CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    CONSTRAINT gap_events_gap_id_fkey FOREIGN KEY (gap_id) REFERENCES gap_findings(id),
    CONSTRAINT gap_events_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_gap_events_gap ON gap_events USING btree (gap_id, id);

CREATE TABLE meta_figures (
    week date NOT NULL,
    figures jsonb NOT NULL,
    run_id bigint,
    kept_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT meta_figures_pkey PRIMARY KEY (week),
    CONSTRAINT meta_figures_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);

CREATE TABLE network_interfaces (
    id serial,
    node_id integer,
    interface_name character varying(50),
    interface_type character varying(50),
    ip_address inet,
    netmask inet,
    gateway inet,
    is_primary boolean DEFAULT false,
    status character varying(20) DEFAULT 'active'::character varying,
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT network_interfaces_pkey PRIMARY KEY (id),
    CONSTRAINT network_interfaces_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id) ON DELETE CASCADE
);
CREATE INDEX idx_network_interfaces_node ON network_interfaces USING btree (node_id);
CREATE INDEX idx_network_interfaces_primary ON network_interfaces USING btree (is_primary);
CREATE UNIQUE INDEX network_interfaces_node_ip_key ON network_interfaces USING btree (node_id, ip_address);
CREATE UNIQUE INDEX network_interfaces_one_primary ON network_interfaces USING btree (node_id) WHERE is_primary;

CREATE TABLE performance_metrics (
    id serial,
    node_id integer,
    metric_category character varying(50),
    metric_name character varying(100),
    metric_value numeric,
    metric_unit character varying(20),
    test_type character varying(50),
    metadata jsonb DEFAULT '{}'::jsonb,
    measured_at timestamp without time zone DEFAULT now(),
    CONSTRAINT performance_metrics_pkey PRIMARY KEY (id),
    CONSTRAINT performance_metrics_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id)
);
CREATE INDEX idx_perf_metrics_category ON performance_metrics USING btree (metric_category);
CREATE INDEX idx_perf_metrics_node ON performance_metrics USING btree (node_id);
CREATE INDEX idx_perf_metrics_time ON performance_metrics USING btree (measured_at DESC);

CREATE TABLE performance_metrics_daily (
    node_id integer,
    metric_category character varying(50),
    metric_name character varying(100),
    metric_unit character varying(20),
    bucket timestamp without time zone NOT NULL,
    samples bigint NOT NULL,
    avg_value numeric,
    min_value numeric,
    max_value numeric
);
CREATE UNIQUE INDEX performance_metrics_daily_key ON performance_metrics_daily USING btree (bucket, COALESCE(node_id, 0), COALESCE(metric_category, ''::character varying), COALESCE(metric_name, ''::character varying), COALESCE(metric_unit, ''::character varying));

CREATE TABLE performance_metrics_hourly (
    node_id integer,
    metric_category character varying(50),
    metric_name character varying(100),
    metric_unit character varying(20),
    bucket timestamp without time zone NOT NULL,
    samples bigint NOT NULL,
    avg_value numeric,
    min_value numeric,
    max_value numeric,
    CONSTRAINT performance_metrics_hourly_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id)
);
CREATE UNIQUE INDEX performance_metrics_hourly_key ON performance_metrics_hourly USING btree (bucket, COALESCE(node_id, 0), COALESCE(metric_category, ''::character varying), COALESCE(metric_name, ''::character varying), COALESCE(metric_unit, ''::character varying));

CREATE TABLE postgresql_configuration (
    id serial,
    node_id integer,
    setting_name character varying(100) NOT NULL,
    setting_value text,
    setting_unit character varying(20),
    setting_category character varying(100),
    context character varying(50),
    is_active boolean DEFAULT true,
    requires_restart boolean DEFAULT false,
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT postgresql_configuration_pkey PRIMARY KEY (id),
    CONSTRAINT postgresql_configuration_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id) ON DELETE CASCADE
);
CREATE INDEX idx_pg_config_active ON postgresql_configuration USING btree (is_active);
CREATE INDEX idx_pg_config_name ON postgresql_configuration USING btree (setting_name);
CREATE INDEX idx_pg_config_node ON postgresql_configuration USING btree (node_id);
CREATE UNIQUE INDEX idx_pg_config_unique_active ON postgresql_configuration USING btree (node_id, setting_name) WHERE is_active = true;
CREATE UNIQUE INDEX pg_config_one_pending ON postgresql_configuration USING btree (node_id, setting_name) WHERE is_active = false AND requires_restart = true;

CREATE TABLE project_facts (
    project_path text NOT NULL,
    detected_by text NOT NULL,
    identity text,
    language text,
    manifests text[] NOT NULL DEFAULT '{}'::text[],
    aliases text[] NOT NULL DEFAULT '{}'::text[],
    tree_sha256 character(64),
    figures jsonb NOT NULL DEFAULT '{}'::jsonb,
    missing_since timestamp with time zone,
    run_id bigint,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT project_facts_pkey PRIMARY KEY (project_path),
    CONSTRAINT project_facts_detected_by_check CHECK (detected_by IN ('member', 'manifest', 'git', 'declared')),
    CONSTRAINT project_facts_tree_sha256_check CHECK (tree_sha256 ~ '^[0-9a-f]{64}$'::text),
    CONSTRAINT project_facts_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);

CREATE TABLE projects (
    id bigserial,
    project_path text NOT NULL,
    name text NOT NULL,
    state text NOT NULL DEFAULT 'active'::text,
    has_docs boolean,
    has_tests boolean,
    uses_shared_helper boolean,
    metadata jsonb NOT NULL DEFAULT '{}'::jsonb,
    first_seen timestamp with time zone NOT NULL DEFAULT now(),
    last_seen timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT projects_pkey PRIMARY KEY (id),
    CONSTRAINT projects_project_path_key UNIQUE (project_path)
);

CREATE TABLE replication_status (
    id serial,
    primary_node_id integer,
    replica_node_id integer,
    slot_name character varying(100),
    application_name character varying(100),
    state character varying(50),
    sync_state character varying(50),
    replay_lag_ms integer,
    bytes_lag bigint,
    is_active boolean DEFAULT true,
    last_check timestamp without time zone DEFAULT now(),
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT replication_status_pkey PRIMARY KEY (id),
    CONSTRAINT replication_status_primary_node_id_fkey FOREIGN KEY (primary_node_id) REFERENCES system_nodes(id),
    CONSTRAINT replication_status_replica_node_id_fkey FOREIGN KEY (replica_node_id) REFERENCES system_nodes(id)
);
CREATE INDEX idx_replication_active ON replication_status USING btree (is_active);
CREATE INDEX idx_replication_primary ON replication_status USING btree (primary_node_id);
CREATE INDEX idx_replication_replica ON replication_status USING btree (replica_node_id);
CREATE UNIQUE INDEX replication_active_key ON replication_status USING btree (primary_node_id, replica_node_id, slot_name) WHERE is_active;

CREATE TABLE role_overrides (
    project_path text NOT NULL,
    file_path text NOT NULL,
    role text NOT NULL,
    is_role boolean NOT NULL,
    reason text,
    set_by text,
    reviewed_at timestamp with time zone,
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT role_overrides_pkey PRIMARY KEY (project_path, file_path, role),
    CONSTRAINT role_overrides_id_key UNIQUE (id)
);

CREATE TABLE services (
    id serial,
    node_id integer,
    service_name character varying(100) NOT NULL,
    service_type character varying(50),
    process_id integer,
    port integer,
    bind_address character varying(50),
    executable_path text,
    config_path text,
    data_path text,
    status character varying(20) DEFAULT 'stopped'::character varying,
    started_at timestamp without time zone,
    auto_start boolean DEFAULT false,
    metadata jsonb DEFAULT '{}'::jsonb,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT services_pkey PRIMARY KEY (id),
    CONSTRAINT services_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id) ON DELETE CASCADE
);
CREATE INDEX idx_services_node ON services USING btree (node_id);
CREATE INDEX idx_services_status ON services USING btree (status);
CREATE INDEX idx_services_type ON services USING btree (service_type);
CREATE UNIQUE INDEX services_node_name_key ON services USING btree (node_id, service_name);

CREATE TABLE software_versions (
    id serial,
    node_id integer,
    software_name character varying(100) NOT NULL,
    software_version character varying(50),
    architecture character varying(20),
    runtime_mode character varying(50),
    install_path text,
    is_active boolean DEFAULT true,
    metadata jsonb DEFAULT '{}'::jsonb,
    installed_at timestamp without time zone,
    created_at timestamp without time zone DEFAULT now(),
    updated_at timestamp without time zone DEFAULT now(),
    CONSTRAINT software_versions_pkey PRIMARY KEY (id),
    CONSTRAINT software_versions_node_id_fkey FOREIGN KEY (node_id) REFERENCES system_nodes(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_software_unique_active ON software_versions USING btree (node_id, software_name) WHERE is_active = true;
CREATE INDEX idx_software_versions_active ON software_versions USING btree (is_active);
CREATE INDEX idx_software_versions_name ON software_versions USING btree (software_name);
CREATE INDEX idx_software_versions_node ON software_versions USING btree (node_id);

CREATE TABLE system_state_snapshots (
    id serial,
    snapshot_name character varying(100) NOT NULL,
    snapshot_type character varying(50),
    description text,
    verification_status character varying(50),
    tests_passed integer,
    tests_failed integer,
    state_json jsonb NOT NULL,
    created_by character varying(100),
    created_at timestamp without time zone DEFAULT now(),
    CONSTRAINT system_state_snapshots_pkey PRIMARY KEY (id),
    CONSTRAINT system_state_snapshots_snapshot_name_key UNIQUE (snapshot_name)
);
CREATE INDEX idx_snapshots_created ON system_state_snapshots USING btree (created_at DESC);
CREATE INDEX idx_snapshots_status ON system_state_snapshots USING btree (verification_status);
CREATE INDEX idx_snapshots_type ON system_state_snapshots USING btree (snapshot_type);

CREATE TABLE v7_accepted (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    address text NOT NULL,
    field text,
    applied jsonb,
    accepted jsonb NOT NULL,
    accepted_by text NOT NULL DEFAULT SESSION_USER,
    accepted_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT v7_accepted_pkey PRIMARY KEY (id)
);

CREATE TABLE v7_admissions (
    txid xid8 NOT NULL,
    table_name text NOT NULL,
    record_key text NOT NULL,
    after jsonb,
    CONSTRAINT v7_admissions_pkey PRIMARY KEY (txid, table_name, record_key)
);

CREATE TABLE v7_adoptions (
    table_name text NOT NULL,
    adopted_at timestamp with time zone NOT NULL DEFAULT now(),
    adopted_by text NOT NULL DEFAULT SESSION_USER,
    added_columns text[] NOT NULL DEFAULT '{}'::text[],
    triggers text[] NOT NULL DEFAULT '{}'::text[],
    left_out text[] NOT NULL DEFAULT '{}'::text[],
    differences text[] NOT NULL DEFAULT '{}'::text[],
    CONSTRAINT v7_adoptions_pkey PRIMARY KEY (table_name)
);

CREATE TABLE v7_applies (
    apply_id uuid NOT NULL DEFAULT gen_random_uuid(),
    attempt bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    status text NOT NULL DEFAULT 'running'::text,
    because text,
    plan_id text,
    serial bigint,
    txid xid8,
    actor text,
    session_user_name text DEFAULT SESSION_USER,
    application text DEFAULT current_setting('application_name'::text, true),
    host text,
    process_id integer,
    backend_pid integer DEFAULT pg_backend_pid(),
    started_at timestamp with time zone DEFAULT clock_timestamp(),
    finished_at timestamp with time zone,
    commit_sha text,
    branch text,
    dirty boolean,
    reason text,
    tool_version text,
    summary jsonb,
    plan jsonb,
    overrides text[] NOT NULL DEFAULT '{}'::text[],
    approvals jsonb,
    CONSTRAINT v7_applies_pkey PRIMARY KEY (apply_id),
    CONSTRAINT v7_applies_attempt_key UNIQUE (attempt),
    CONSTRAINT v7_applies_status_check CHECK (status IN ('running', 'applied', 'refused', 'failed'))
);
CREATE INDEX v7_applies_plan_id ON v7_applies USING btree (plan_id);
CREATE INDEX v7_applies_started_at ON v7_applies USING btree (started_at DESC);
CREATE INDEX v7_applies_txid ON v7_applies USING btree (txid);

CREATE TABLE v7_plans (
    plan_id text NOT NULL,
    plan jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    created_by text NOT NULL DEFAULT SESSION_USER,
    asked_from text,
    replaced_by text,
    CONSTRAINT v7_plans_pkey PRIMARY KEY (plan_id)
);

CREATE TABLE v7_approvals (
    approval_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    plan_id text NOT NULL,
    persona text NOT NULL,
    approved_by text NOT NULL DEFAULT SESSION_USER,
    note text,
    approved_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by text,
    used_by uuid,
    admits jsonb NOT NULL DEFAULT '[]'::jsonb,
    CONSTRAINT v7_approvals_pkey PRIMARY KEY (approval_id),
    CONSTRAINT v7_approvals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES v7_plans(plan_id),
    CONSTRAINT v7_approvals_used_by_fkey FOREIGN KEY (used_by) REFERENCES v7_applies(apply_id)
);
CREATE INDEX v7_approvals_plan ON v7_approvals USING btree (plan_id);

CREATE TABLE v7_files (
    id bigserial,
    path_sha256 bytea GENERATED ALWAYS AS (sha256(path_bytes)) STORED,
    path_bytes bytea NOT NULL,
    path text NOT NULL,
    hash character(64),
    size_bytes bigint NOT NULL DEFAULT 0,
    ext text,
    file_type text,
    component text,
    pillar text,
    project text,
    title text,
    mtime timestamp with time zone,
    metadata jsonb NOT NULL DEFAULT '{}'::jsonb,
    first_seen timestamp with time zone NOT NULL DEFAULT now(),
    last_scanned timestamp with time zone NOT NULL DEFAULT now(),
    deleted_at timestamp with time zone,
    last_run_id bigint,
    CONSTRAINT v7_files_pkey PRIMARY KEY (id),
    CONSTRAINT v7_files_path_sha256_key UNIQUE (path_sha256),
    CONSTRAINT v7_files_hash_check CHECK (hash !~ '[^0-9a-f]'::text),
    CONSTRAINT v7_files_last_run_id_fkey FOREIGN KEY (last_run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX idx_v7_files_component ON v7_files USING btree (component);
CREATE INDEX idx_v7_files_hash ON v7_files USING btree (hash);
CREATE INDEX idx_v7_files_in_order ON v7_files USING btree (path COLLATE "C");
CREATE INDEX idx_v7_files_mtime ON v7_files USING btree (mtime) WHERE deleted_at IS NULL;
CREATE INDEX idx_v7_files_of_component_in_order ON v7_files USING btree (component, path COLLATE "C");
CREATE INDEX idx_v7_files_path ON v7_files USING hash (path);
CREATE INDEX idx_v7_files_pillar ON v7_files USING btree (pillar);
CREATE INDEX idx_v7_files_project ON v7_files USING btree (project);

CREATE TABLE v7_sessions (
    id bigserial,
    actor text NOT NULL DEFAULT CURRENT_USER,
    title text,
    started_at timestamp with time zone NOT NULL DEFAULT now(),
    ended_at timestamp with time zone,
    status text NOT NULL DEFAULT 'active'::text,
    files_created integer NOT NULL DEFAULT 0,
    files_modified integer NOT NULL DEFAULT 0,
    files_deleted integer NOT NULL DEFAULT 0,
    log_entries integer NOT NULL DEFAULT 0,
    log_path text,
    stats jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT v7_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT v7_sessions_check CHECK ((status = 'active'::text) = (ended_at IS NULL)),
    CONSTRAINT v7_sessions_status_check CHECK (status IN ('active', 'ended', 'abandoned'))
);
CREATE UNIQUE INDEX v7_sessions_one_active ON v7_sessions USING btree (actor) WHERE ended_at IS NULL;

CREATE TABLE v7_changes (
    id bigserial,
    file_id bigint,
    session_id bigint,
    path text NOT NULL,
    change_type text NOT NULL,
    old_path text,
    old_hash character(64),
    new_hash character(64),
    detected_by text NOT NULL DEFAULT 'scan'::text,
    commit_sha text,
    author text,
    old_mode text,
    new_mode text,
    run_id bigint,
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT v7_changes_pkey PRIMARY KEY (id),
    CONSTRAINT v7_changes_change_type_check CHECK (change_type IN ('created', 'modified', 'deleted', 'renamed', 'mode_changed', 'type_changed')),
    CONSTRAINT v7_changes_detected_by_check CHECK (detected_by IN ('scan', 'hook', 'session', 'consolidate', 'manual')),
    CONSTRAINT v7_changes_file_id_fkey FOREIGN KEY (file_id) REFERENCES v7_files(id),
    CONSTRAINT v7_changes_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id),
    CONSTRAINT v7_changes_session_id_fkey FOREIGN KEY (session_id) REFERENCES v7_sessions(id)
);
CREATE INDEX idx_v7_changes_file ON v7_changes USING btree (file_id);
CREATE INDEX idx_v7_changes_session ON v7_changes USING btree (session_id);
CREATE INDEX idx_v7_changes_time ON v7_changes USING btree (changed_at DESC);
CREATE UNIQUE INDEX v7_changes_commit_path_key ON v7_changes USING btree (commit_sha, md5(path)) WHERE commit_sha IS NOT NULL;

CREATE TABLE v7_closed_days (
    day date NOT NULL,
    time_zone text NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    source text NOT NULL,
    figures jsonb,
    gaps jsonb NOT NULL DEFAULT '[]'::jsonb,
    snapshot pg_snapshot NOT NULL,
    closed_at timestamp with time zone NOT NULL DEFAULT now(),
    closed_by text NOT NULL DEFAULT SESSION_USER,
    CONSTRAINT v7_closed_days_pkey PRIMARY KEY (day),
    CONSTRAINT v7_closed_days_source_check CHECK (source IN ('audit', 'columns'))
);

CREATE TABLE v7_commits (
    sha text NOT NULL,
    parents text[] NOT NULL DEFAULT '{}'::text[],
    author text NOT NULL,
    author_email text,
    subject text,
    committed_at timestamp with time zone NOT NULL,
    session_id bigint,
    rewritten_as text,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT v7_commits_pkey PRIMARY KEY (sha),
    CONSTRAINT v7_commits_sha_check CHECK (sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'::text),
    CONSTRAINT v7_commits_session_id_fkey FOREIGN KEY (session_id) REFERENCES v7_sessions(id)
);
CREATE INDEX v7_commits_committed_at ON v7_commits USING btree (committed_at DESC);
CREATE INDEX v7_commits_session ON v7_commits USING btree (session_id);

CREATE TABLE v7_dart_tasks (
    dart_task_id character varying(100) NOT NULL,
    dart_task_url text NOT NULL,
    task_name character varying(100) NOT NULL,
    title text,
    status character varying(50),
    agreed_at timestamp without time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
    agreed jsonb,
    CONSTRAINT v7_dart_tasks_pkey PRIMARY KEY (dart_task_id)
);

CREATE TABLE v7_enum_deeds (
    deed character varying(100) NOT NULL,
    address text NOT NULL,
    target character varying(100) NOT NULL,
    direction character varying(20) NOT NULL,
    strategy character varying(20),
    state character varying(20) NOT NULL DEFAULT 'open'::character varying,
    ledger uuid,
    carried_out_by text,
    begun_by text NOT NULL DEFAULT SESSION_USER,
    begun_at timestamp without time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at timestamp without time zone,
    detail jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT v7_enum_deeds_pkey PRIMARY KEY (deed),
    CONSTRAINT v7_enum_deeds_detail_check CHECK (jsonb_typeof(detail) = 'object'::text),
    CONSTRAINT v7_enum_deeds_direction_check CHECK (direction IN ('implement', 'validate', 'rollback', 'retire')),
    CONSTRAINT v7_enum_deeds_state_check CHECK (state IN ('open', 'done', 'undone', 'lost'))
);
CREATE INDEX v7_enum_deeds_address_idx ON v7_enum_deeds USING btree (address, ended_at DESC);

CREATE TABLE v7_enum_migrations (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    current_enum_name character varying(100) NOT NULL,
    current_enum_values text[] NOT NULL,
    v7_enum_name character varying(100) NOT NULL,
    v7_enum_values text[] NOT NULL,
    consolidates_with character varying(100)[],
    affected_tables character varying(100)[] NOT NULL,
    affected_columns jsonb NOT NULL,
    migration_script text,
    rollback_script text,
    status character varying(50) DEFAULT 'proposed'::character varying,
    risk_level character varying(20),
    approved_by character varying(100),
    implemented_at timestamp without time zone,
    validated_at timestamp without time zone,
    retired_at timestamp without time zone,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    value_mapping jsonb,
    target character varying(100),
    phase integer,
    schema text,
    reorder boolean,
    compat boolean,
    CONSTRAINT v7_enum_migrations_pkey PRIMARY KEY (id),
    CONSTRAINT status_check CHECK (status IN ('proposed', 'approved', 'implemented', 'validated', 'retired', 'rolled_back')),
    CONSTRAINT v7_enum_migrations_value_mapping_check CHECK (jsonb_typeof(value_mapping) = 'object'::text)
);
CREATE INDEX idx_enum_migrations_status ON v7_enum_migrations USING btree (status);
CREATE UNIQUE INDEX v7_enum_migrations_plain_name_key ON v7_enum_migrations USING btree (current_enum_name) WHERE schema IS NULL;
CREATE UNIQUE INDEX v7_enum_migrations_type_key ON v7_enum_migrations USING btree (COALESCE(target, ''::character varying), COALESCE(schema, ''::text), current_enum_name);

CREATE TABLE v7_external_sources (
    id bigserial,
    source text NOT NULL,
    source_path text NOT NULL,
    source_group text NOT NULL,
    hash character(64),
    size_bytes bigint,
    mtime timestamp with time zone,
    status text NOT NULL DEFAULT 'inventoried'::text,
    duplicate_of_file bigint,
    duplicate_of_source bigint,
    target_path text,
    approved_by text,
    approved_at timestamp with time zone,
    copied_at timestamp with time zone,
    copied_hash character(64),
    first_seen timestamp with time zone NOT NULL DEFAULT now(),
    last_seen timestamp with time zone NOT NULL DEFAULT now(),
    node text,
    path_bytes bytea,
    metadata jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT v7_external_sources_pkey PRIMARY KEY (id),
    CONSTRAINT v7_external_sources_check CHECK (status <> 'duplicate'::text OR duplicate_of_file IS NOT NULL OR duplicate_of_source IS NOT NULL),
    CONSTRAINT v7_external_sources_check1 CHECK (status <> 'copied'::text OR approved_by IS NOT NULL AND approved_at IS NOT NULL AND target_path IS NOT NULL AND copied_hash = hash),
    CONSTRAINT v7_external_sources_status_check CHECK (status IN ('inventoried', 'duplicate', 'unique', 'planned', 'approved', 'copied', 'skipped', 'failed', 'gone')),
    CONSTRAINT v7_external_sources_duplicate_of_file_fkey FOREIGN KEY (duplicate_of_file) REFERENCES v7_files(id),
    CONSTRAINT v7_external_sources_duplicate_of_source_fkey FOREIGN KEY (duplicate_of_source) REFERENCES v7_external_sources(id)
);
CREATE INDEX idx_v7_external_hash ON v7_external_sources USING btree (hash);
CREATE INDEX idx_v7_external_status ON v7_external_sources USING btree (source_group, status);
CREATE INDEX v7_external_sources_duplicates ON v7_external_sources USING btree (duplicate_of_source) WHERE duplicate_of_source IS NOT NULL;
CREATE UNIQUE INDEX v7_external_sources_place ON v7_external_sources USING btree (node, sha256(path_bytes));

CREATE TABLE v7_forecasts (
    day date NOT NULL,
    phase integer NOT NULL,
    method integer NOT NULL,
    seed integer NOT NULL,
    open integer NOT NULL,
    answers jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    made_by text NOT NULL DEFAULT SESSION_USER,
    CONSTRAINT v7_forecasts_pkey PRIMARY KEY (day, phase)
);

CREATE TABLE v7_global_impacts (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    change_type character varying(50) NOT NULL,
    change_detail jsonb NOT NULL,
    affected_workflows character varying(10)[] NOT NULL,
    affected_layers integer[] NOT NULL,
    impact_description text NOT NULL,
    risk_assessment character varying(20) NOT NULL,
    mitigation_strategy text,
    reviewed_by_personas character varying(100)[],
    approval_status character varying(50) DEFAULT 'pending'::character varying,
    implementation_notes text,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    impact_key character varying(200),
    phase integer,
    task character varying(50),
    CONSTRAINT v7_global_impacts_pkey PRIMARY KEY (id),
    CONSTRAINT v7_global_impacts_task_check CHECK (task::text ~ '^[0-9]+[.][0-9]+$'::text)
);
CREATE INDEX idx_global_impacts_risk ON v7_global_impacts USING btree (risk_assessment);
CREATE UNIQUE INDEX v7_global_impacts_key ON v7_global_impacts USING btree (impact_key) WHERE impact_key IS NOT NULL;

CREATE TABLE v7_migration_workflow (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    phase_number integer NOT NULL,
    phase_name character varying(100) NOT NULL,
    status character varying(50) NOT NULL DEFAULT 'not_started'::character varying,
    lead_persona character varying(100) NOT NULL,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    approval_status character varying(50),
    approved_by character varying(100),
    approval_notes text,
    deliverables jsonb,
    blockers jsonb,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    planned_days integer,
    CONSTRAINT v7_migration_workflow_pkey PRIMARY KEY (id),
    CONSTRAINT v7_migration_workflow_phase_number_key UNIQUE (phase_number),
    CONSTRAINT phase_status_check CHECK (status IN ('not_started', 'in_progress', 'review', 'approved', 'completed', 'blocked', 'rolled_back')),
    CONSTRAINT v7_migration_workflow_planned_days_check CHECK (planned_days >= 0)
);
CREATE INDEX idx_v7_workflow_status ON v7_migration_workflow USING btree (status);

CREATE TABLE v7_node_facts (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    node_name text NOT NULL,
    fact text NOT NULL,
    value jsonb NOT NULL,
    source text NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    recorded_by text NOT NULL DEFAULT SESSION_USER,
    run_id bigint,
    CONSTRAINT v7_node_facts_pkey PRIMARY KEY (id),
    CONSTRAINT v7_node_facts_run_id_fkey FOREIGN KEY (run_id) REFERENCES ingest_runs(id)
);
CREATE INDEX v7_node_facts_latest ON v7_node_facts USING btree (node_name, fact, recorded_at DESC);

CREATE TABLE v7_refusals (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    refused_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    login text NOT NULL DEFAULT SESSION_USER,
    application text DEFAULT current_setting('application_name'::text, true),
    action text NOT NULL,
    table_affected text NOT NULL,
    record_key text,
    because text NOT NULL,
    CONSTRAINT v7_refusals_pkey PRIMARY KEY (id),
    CONSTRAINT v7_refusals_action_check CHECK (action IN ('approve', 'revoke', 'delete', 'change'))
);
CREATE INDEX v7_refusals_refused_at ON v7_refusals USING btree (refused_at DESC);

CREATE TABLE v7_resources (
    address text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    spec jsonb NOT NULL DEFAULT '{}'::jsonb,
    applied jsonb NOT NULL DEFAULT '{}'::jsonb,
    record_key text,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT v7_resources_pkey PRIMARY KEY (address),
    CONSTRAINT v7_resources_applied_check CHECK (jsonb_typeof(applied) = 'object'::text),
    CONSTRAINT v7_resources_spec_check CHECK (jsonb_typeof(spec) = 'object'::text)
);
CREATE INDEX v7_resources_kind ON v7_resources USING btree (kind);
CREATE INDEX v7_resources_record_key ON v7_resources USING btree (record_key);

CREATE TABLE v7_schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    applied_by text NOT NULL DEFAULT SESSION_USER,
    tool_version text,
    duration_ms integer,
    CONSTRAINT v7_schema_migrations_pkey PRIMARY KEY (version),
    CONSTRAINT v7_schema_migrations_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'::text),
    CONSTRAINT v7_schema_migrations_version_check CHECK (version > 0)
);

CREATE TABLE v7_state (
    singleton boolean NOT NULL DEFAULT true,
    lineage uuid NOT NULL DEFAULT gen_random_uuid(),
    serial bigint NOT NULL DEFAULT 0,
    project uuid,
    commit_sha text,
    lock_key bigint NOT NULL DEFAULT ((('x'::text || substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 1, 16)))::bit(64))::bigint,
    applied_at timestamp with time zone,
    CONSTRAINT v7_state_pkey PRIMARY KEY (singleton),
    CONSTRAINT v7_state_singleton_check CHECK (singleton)
);

CREATE TABLE v7_subworkflow_tasks (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    parent_phase integer,
    task_number integer NOT NULL,
    task_name character varying(200) NOT NULL,
    responsible_persona character varying(100) NOT NULL,
    status character varying(50) DEFAULT 'pending'::character varying,
    dart_task_id character varying(100),
    dart_task_url text,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    blockers text[],
    dependencies uuid[],
    deliverable_urls text[],
    notes text,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    acceptance jsonb,
    claimed_by text,
    claimed_until timestamp without time zone,
    dart_reports jsonb,
    due_on date,
    CONSTRAINT v7_subworkflow_tasks_pkey PRIMARY KEY (id),
    CONSTRAINT v7_subworkflow_tasks_parent_phase_task_number_key UNIQUE (parent_phase, task_number),
    CONSTRAINT v7_subworkflow_tasks_has_phase CHECK (parent_phase IS NOT NULL),
    CONSTRAINT v7_subworkflow_tasks_parent_phase_fkey FOREIGN KEY (parent_phase) REFERENCES v7_migration_workflow(phase_number) DEFERRABLE
);
CREATE INDEX idx_subworkflow_status ON v7_subworkflow_tasks USING btree (status);
CREATE UNIQUE INDEX v7_subworkflow_tasks_dart_id_key ON v7_subworkflow_tasks USING btree (dart_task_id) WHERE dart_task_id IS NOT NULL;

CREATE TABLE v7_system_state (
    id bigserial,
    snapshot_date date NOT NULL DEFAULT CURRENT_DATE,
    taken_at timestamp with time zone NOT NULL DEFAULT now(),
    session_id bigint,
    triggered_by text NOT NULL DEFAULT 'manual'::text,
    total_files bigint NOT NULL,
    total_size_bytes bigint NOT NULL,
    files_by_component jsonb NOT NULL DEFAULT '{}'::jsonb,
    files_by_pillar jsonb NOT NULL DEFAULT '{}'::jsonb,
    files_by_project jsonb NOT NULL DEFAULT '{}'::jsonb,
    files_by_type jsonb NOT NULL DEFAULT '{}'::jsonb,
    pillars_total integer,
    empty_pillars integer,
    stale_days integer,
    stale_files bigint,
    external_total bigint,
    external_duplicates bigint,
    external_unique bigint,
    health jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT v7_system_state_pkey PRIMARY KEY (id),
    CONSTRAINT v7_system_state_session_id_fkey FOREIGN KEY (session_id) REFERENCES v7_sessions(id)
);
CREATE INDEX idx_v7_system_state_date ON v7_system_state USING btree (snapshot_date DESC, taken_at DESC);

CREATE TABLE v7_test_results (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    test_type character varying(50) NOT NULL,
    component_tested character varying(500) NOT NULL,
    v7_file_path character varying(500),
    test_status character varying(20) NOT NULL,
    error_details text,
    performance_metrics jsonb,
    backwards_compatible boolean,
    tested_by character varying(100),
    tested_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    retest_required boolean DEFAULT false,
    notes text,
    phase integer,
    task character varying(50),
    case_name text,
    test_file text,
    commit_sha text,
    blob_id text,
    source_file text,
    source_sha256 text,
    case_number integer,
    recorded_by text DEFAULT SESSION_USER,
    recorded_at timestamp with time zone DEFAULT now(),
    CONSTRAINT v7_test_results_pkey PRIMARY KEY (id),
    CONSTRAINT v7_test_results_task_check CHECK (task::text ~ '^[0-9]+[.][0-9]+$'::text)
);
CREATE INDEX idx_test_results_file ON v7_test_results USING btree (v7_file_path);
CREATE INDEX idx_test_results_recorded_at ON v7_test_results USING btree (recorded_at DESC);
CREATE INDEX idx_test_results_status ON v7_test_results USING btree (test_status);
CREATE UNIQUE INDEX v7_test_results_source_key ON v7_test_results USING btree (source_sha256, COALESCE(commit_sha, ''::text), case_number);

CREATE TABLE v7_verifications (
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    address text NOT NULL,
    check_name text NOT NULL,
    status text NOT NULL,
    expected jsonb,
    found jsonb,
    detail text,
    change_id integer,
    verified_at timestamp with time zone NOT NULL DEFAULT now(),
    verified_by text NOT NULL DEFAULT SESSION_USER,
    duration_ms integer,
    tries integer,
    valid_until timestamp with time zone,
    CONSTRAINT v7_verifications_pkey PRIMARY KEY (id),
    CONSTRAINT v7_verifications_status_check CHECK (status IN ('verified', 'partial', 'failed', 'unknown', 'skipped'))
);
CREATE INDEX v7_verifications_latest ON v7_verifications USING btree (address, check_name, verified_at DESC);

-- Functions

CREATE FUNCTION v7_accept(taken jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    added integer;
BEGIN
    DELETE FROM v7_accepted a
    WHERE a.applied IS DISTINCT FROM (
        SELECT CASE WHEN a.field IS NULL THEN r.applied ELSE nullif(r.applied -> a.field, 'null') END
        FROM v7_resources r WHERE r.address = a.address);
    INSERT INTO v7_accepted (address, field, applied, accepted)
    SELECT n.address, n.field, n.applied, n.accepted
    FROM jsonb_array_elements(taken) AS e (entry)
    CROSS JOIN LATERAL (
        SELECT entry ->> 'address' AS address, entry ->> 'field' AS field,
               nullif(entry -> 'applied', 'null') AS applied, entry -> 'accepted' AS accepted) n
    WHERE NOT EXISTS (
        SELECT FROM v7_accepted a
        WHERE (a.address, a.field, a.applied, a.accepted) IS NOT DISTINCT FROM (n.address, n.field, n.applied, n.accepted));
    GET DIAGNOSTICS added = ROW_COUNT;
    RETURN added;
END $function$
;

CREATE FUNCTION v7_admit(attempt_id uuid)
 RETURNS TABLE(persona text, approved_by text, approved_at timestamp with time zone, note text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    plan text;
    given text[];
BEGIN
    -- Another apply may have taken this one for dead before it held its lock: it is put right here.
    UPDATE v7_applies SET txid = pg_current_xact_id(), status = 'running', because = NULL, finished_at = NULL
    WHERE apply_id = attempt_id AND status <> 'refused' AND txid IS NULL AND session_user_name = session_user
    RETURNING plan_id INTO plan;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'apply % is not a running attempt of %', attempt_id, session_user;
    END IF;
    DELETE FROM v7_admissions WHERE txid <> pg_current_xact_id();
    SELECT coalesce(array_agg(DISTINCT a.persona), '{}') INTO given FROM v7_valid_approvals a WHERE a.plan_id = plan;
    INSERT INTO v7_admissions (txid, table_name, record_key, after)
    SELECT DISTINCT ON (g ->> 'table', g ->> 'key') pg_current_xact_id(), g ->> 'table', g ->> 'key', nullif(g -> 'after', 'null')
    FROM v7_valid_approvals a CROSS JOIN LATERAL jsonb_array_elements(a.admits) AS e (g)
    WHERE a.plan_id = plan
      AND given @> CASE WHEN g ->> 'table' = 'v7_resources' THEN v7_asked_for_authority() ELSE v7_asked_for_removal(g ->> 'kind') END
    ORDER BY g ->> 'table', g ->> 'key', a.approval_id DESC;
    RETURN QUERY
    UPDATE v7_approvals u SET used_by = attempt_id
    WHERE u.approval_id IN (SELECT a.approval_id FROM v7_valid_approvals a WHERE a.plan_id = plan)
    RETURNING u.persona, u.approved_by, u.approved_at, u.note;
END $function$
;

CREATE FUNCTION v7_approve(plan jsonb, as_persona text, with_note text)
 RETURNS TABLE(refused text, expires_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    id text := plan ->> 'plan_id';
    lifetime text := (SELECT applied ->> 'planTtl' FROM v7_resources WHERE address = 'policy/default');
BEGIN
    refused := CASE
        WHEN id IS NULL OR id !~ '^[0-9a-f]{64}$' THEN 'this is no plan'
        WHEN plan #>> '{database,lineage}' IS DISTINCT FROM (SELECT lineage::text FROM v7_state) THEN 'the plan was made for another database'
        WHEN NOT v7_speaks_for(session_user, as_persona) THEN format('%s is no login of %s', session_user, as_persona)
    END;
    IF refused IS NOT NULL THEN
        INSERT INTO v7_refusals (action, table_affected, record_key, because) VALUES ('approve', 'v7_approvals', id, refused);
        RETURN NEXT;
        RETURN;
    END IF;
    -- What the approver read counts, whatever somebody kept under this id before.
    INSERT INTO v7_plans (plan_id, plan) VALUES (id, plan) ON CONFLICT (plan_id) DO UPDATE SET plan = excluded.plan;
    UPDATE v7_approvals a SET revoked_at = now(), revoked_by = session_user
    WHERE a.plan_id = id AND a.persona = as_persona AND a.approved_by = session_user AND a.revoked_at IS NULL AND a.used_by IS NULL;
    INSERT INTO v7_approvals (plan_id, persona, note, expires_at, admits)
    VALUES (id, as_persona, with_note, now() + lifetime::interval, v7_guarded_rows(plan))
    RETURNING v7_approvals.expires_at INTO expires_at;
    RETURN NEXT;
END $function$
;

CREATE FUNCTION v7_archive_changes(before timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    moved bigint;
BEGIN
    ALTER TABLE change_log DISABLE TRIGGER change_log_append_only;
    WITH old_records AS (
        DELETE FROM change_log WHERE created_at < before
        RETURNING id, node_id, change_type, change_category, table_affected, record_id, change_description, old_value, new_value,
            changed_by, change_reason, verification_status, created_at, record_key, operation, application, txid)
    INSERT INTO change_log_archive (id, node_id, change_type, change_category, table_affected, record_id, change_description,
        old_value, new_value, changed_by, change_reason, verification_status, created_at, record_key, operation, application, txid)
    SELECT id, node_id, change_type, change_category, table_affected, record_id, change_description, old_value, new_value,
        changed_by, change_reason, verification_status, created_at, record_key, operation, application, txid
    FROM old_records;
    GET DIAGNOSTICS moved = ROW_COUNT;
    ALTER TABLE change_log ENABLE TRIGGER change_log_append_only;
    RETURN moved;
END $function$
;

CREATE FUNCTION v7_ask(plan jsonb, actor text, checkout text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    id text := plan ->> 'plan_id';
    asked_at timestamptz := clock_timestamp();
BEGIN
    INSERT INTO v7_plans (plan_id, plan, created_at, created_by, asked_from) VALUES (id, plan, asked_at, actor, checkout)
    ON CONFLICT (plan_id) DO UPDATE
        SET plan = excluded.plan, created_at = excluded.created_at, created_by = excluded.created_by,
            asked_from = excluded.asked_from, replaced_by = NULL;
    UPDATE v7_plans p SET replaced_by = id
    WHERE p.created_by = actor AND p.asked_from = checkout AND p.plan_id <> id AND p.replaced_by IS NULL;
    RETURN asked_at;
END $function$
;

CREATE FUNCTION v7_asked_for_authority()
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT coalesce(array_agg(DISTINCT b.persona #>> '{}'), '{}')
    FROM v7_resources p
    CROSS JOIN LATERAL v7_elements(p.applied -> 'approvals') AS a (rule)
    CROSS JOIN LATERAL v7_elements(a.rule -> 'by') AS b (persona)
    JOIN v7_resources who ON who.kind = 'Persona' AND who.name = b.persona #>> '{}'
    WHERE p.address = 'policy/default' AND EXISTS (SELECT FROM v7_elements(who.applied #> '{identities,postgres}'))
$function$
;

CREATE FUNCTION v7_asked_for_removal(of_kind text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT coalesce(array_agg(DISTINCT b.persona #>> '{}'), '{}')
    FROM v7_resources p
    CROSS JOIN LATERAL v7_elements(p.applied -> 'approvals') AS a (rule)
    CROSS JOIN LATERAL v7_elements(a.rule -> 'by') AS b (persona)
    WHERE p.address = 'policy/default'
      AND coalesce(a.rule #>> '{when,kind}', of_kind) = of_kind
      AND coalesce(a.rule #>> '{when,action}', 'delete') = 'delete'
      AND NOT coalesce(a.rule -> 'when' ? 'field' OR a.rule -> 'when' ? 'to', FALSE)
$function$
;

CREATE FUNCTION v7_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    changed_rows text;
BEGIN
    -- Somebody's own table must not write into the audit under a managed table's name.
    IF TG_TABLE_SCHEMA <> current_schema() THEN
        RAISE EXCEPTION 'v7_audit serves the tables of schema % only', current_schema();
    END IF;
    -- A guest's owner may have no right to read what somebody else truncates: their statement must not fail for it.
    IF TG_WHEN = 'BEFORE' AND NOT has_table_privilege(TG_RELID, 'SELECT') THEN
        RETURN NULL;
    END IF;
    changed_rows := CASE
        WHEN TG_WHEN = 'BEFORE' THEN format(
            'SELECT ''delete'' AS operation, to_jsonb(o) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM %I o',
            TG_TABLE_NAME)
        WHEN TG_OP = 'INSERT' THEN
            'SELECT ''insert'' AS operation, to_jsonb(n) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM new_rows n'
        WHEN TG_OP = 'DELETE' THEN
            'SELECT ''delete'' AS operation, to_jsonb(o) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM old_rows o'
        WHEN TG_OP = 'TRUNCATE' THEN
            'SELECT ''truncate'' AS operation, NULL::jsonb AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns'
        ELSE format(
            'SELECT CASE WHEN p.old IS NULL THEN ''insert'' WHEN p.new IS NULL THEN ''delete'' ELSE ''update'' END AS operation,
                coalesce(p.new, p.old) AS whole, d.old, d.new, d.columns
             FROM (SELECT to_jsonb(o) AS old, to_jsonb(n) AS new FROM old_rows o FULL JOIN new_rows n ON o.%1$I = n.%1$I
                   WHERE (o *= n) IS NOT TRUE OFFSET 0) p
             CROSS JOIN LATERAL (
                SELECT jsonb_object_agg(e.key, e.value) AS old, jsonb_object_agg(e.key, p.new -> e.key) AS new,
                    string_agg(e.key, '', '') AS columns
                FROM jsonb_each(p.old - $4) e WHERE e.value IS DISTINCT FROM p.new -> e.key) d
             WHERE p.old IS NULL OR p.new IS NULL OR d.old IS NOT NULL', TG_ARGV[1])
    END;
    EXECUTE format(
        'INSERT INTO change_log (node_id, change_type, table_affected, record_id, record_key, operation, change_description,
            old_value, new_value, changed_by, application, txid, change_reason, created_at)
         SELECT (SELECT s.id FROM system_nodes s WHERE s.id = (c.whole ->> $3)::integer), $1, %L,
            CASE WHEN jsonb_typeof(c.whole -> $2) = ''number'' AND (c.whole -> $2)::numeric BETWEEN -2147483648 AND 2147483647
                THEN (c.whole -> $2)::integer END,
            c.whole ->> $2, c.operation,
            $1 || CASE c.operation WHEN ''insert'' THEN '' added'' WHEN ''delete'' THEN '' removed''
                WHEN ''update'' THEN '' changed: '' || c.columns ELSE '': every row removed by TRUNCATE'' END,
            CASE c.operation WHEN ''delete'' THEN c.whole WHEN ''update'' THEN c.old END,
            CASE c.operation WHEN ''insert'' THEN c.whole WHEN ''update'' THEN c.new END,
            session_user, current_setting(''application_name''), pg_current_xact_id(),
            nullif(current_setting(''v7.reason'', true), ''''), transaction_timestamp()
         FROM (%s OFFSET 0) c', TG_TABLE_NAME, changed_rows)
    USING TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]::text[];
    RETURN NULL;
END $function$
;

CREATE FUNCTION v7_audit_resources()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    changed_rows text;
BEGIN
    IF TG_TABLE_SCHEMA <> current_schema() OR TG_TABLE_NAME <> 'v7_resources' THEN
        RAISE EXCEPTION 'v7_audit_resources serves v7_resources of schema % only', current_schema();
    END IF;
    changed_rows := CASE
        WHEN TG_WHEN = 'BEFORE' THEN
            'SELECT ''delete'' AS operation, address, v7_audited_resource(address, kind, name, spec) AS old, NULL::jsonb AS new
             FROM v7_resources WHERE spec <> ''{}'''
        WHEN TG_OP = 'INSERT' THEN
            'SELECT ''insert'' AS operation, address, NULL::jsonb AS old, v7_audited_resource(address, kind, name, spec) AS new
             FROM new_rows WHERE spec <> ''{}'''
        WHEN TG_OP = 'DELETE' THEN
            'SELECT ''delete'' AS operation, address, v7_audited_resource(address, kind, name, spec) AS old, NULL::jsonb AS new
             FROM old_rows WHERE spec <> ''{}'''
        WHEN TG_OP = 'TRUNCATE' THEN
            'SELECT ''truncate'' AS operation, NULL AS address, NULL::jsonb AS old, NULL::jsonb AS new'
        ELSE
            'SELECT CASE WHEN o.address IS NULL OR o.spec = ''{}'' THEN ''insert''
                WHEN n.address IS NULL OR n.spec = ''{}'' THEN ''delete'' ELSE ''update'' END AS operation,
                coalesce(n.address, o.address) AS address,
                CASE WHEN n.address IS NULL OR n.spec = ''{}'' THEN v7_audited_resource(o.address, o.kind, o.name, o.spec)
                    WHEN o.spec <> ''{}'' THEN jsonb_build_object(''spec'', o.spec) END AS old,
                CASE WHEN o.address IS NULL OR o.spec = ''{}'' THEN v7_audited_resource(n.address, n.kind, n.name, n.spec)
                    WHEN n.spec <> ''{}'' THEN jsonb_build_object(''spec'', n.spec) END AS new
             FROM old_rows o FULL JOIN new_rows n ON o.address = n.address
             WHERE coalesce(o.spec, ''{}'') <> coalesce(n.spec, ''{}'')'
    END;
    EXECUTE format(
        'INSERT INTO change_log (change_type, table_affected, record_key, operation, change_description,
            old_value, new_value, changed_by, application, txid, change_reason, created_at)
         SELECT coalesce(split_part(c.address, ''/'', 1), ''resource''), ''v7_resources'', c.address, c.operation,
            CASE c.operation WHEN ''insert'' THEN c.address || '' added'' WHEN ''delete'' THEN c.address || '' removed''
                WHEN ''update'' THEN c.address || '' changed'' ELSE ''every resource removed by TRUNCATE'' END,
            c.old, c.new,
            session_user, current_setting(''application_name''), pg_current_xact_id(),
            nullif(current_setting(''v7.reason'', true), ''''), transaction_timestamp()
         FROM (%s) c', changed_rows);
    RETURN NULL;
END $function$
;

CREATE FUNCTION v7_audited_resource(address text, kind text, name text, spec jsonb)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
    SELECT jsonb_build_object('address', address, 'kind', kind, 'name', name, 'spec', spec)
$function$
;

CREATE FUNCTION v7_elements(list jsonb)
 RETURNS SETOF jsonb
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT * FROM jsonb_array_elements(CASE jsonb_typeof(list) WHEN 'array' THEN list ELSE '[]' END)
$function$
;

CREATE FUNCTION v7_enum_plan_name(target text, schema text, type text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
    SELECT CASE WHEN schema IS NULL OR target IS NULL THEN ''
                WHEN target ~ '["/]' THEN '"' || replace(target, '"', '""') || '"/'
                ELSE target || '/' END
        || CASE WHEN coalesce(schema, '') = '' THEN ''
                WHEN schema ~ '["./]' THEN '"' || replace(schema, '"', '""') || '".'
                ELSE schema || '.' END
        || CASE WHEN type ~ '["./]' THEN '"' || replace(type, '"', '""') || '"' ELSE type END
$function$
;

CREATE FUNCTION v7_guard_authority()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    asked text[];
    address text := CASE TG_OP WHEN 'INSERT' THEN NEW.address ELSE OLD.address END;
    content jsonb := CASE TG_OP WHEN 'DELETE' THEN NULL ELSE NEW.applied END;
    refused text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        refused := 'needs a transaction in READ COMMITTED';
    ELSE
        asked := v7_asked_for_authority();
        -- Nobody was asked when this transaction came, so nobody is asked until it ends. An apply waits for its lock on
        -- v7_resources, so nobody else declares a login meanwhile.
        IF asked = '{}' THEN
            INSERT INTO v7_admissions (txid, table_name, record_key) VALUES (pg_current_xact_id(), 'v7_resources', '*')
            ON CONFLICT DO NOTHING;
        END IF;
        IF EXISTS (SELECT FROM v7_admissions a
            WHERE a.txid = pg_current_xact_id() AND a.table_name = 'v7_resources'
              AND (a.record_key = '*' OR (a.record_key = address AND a.after IS NOT DISTINCT FROM content)))
        THEN
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        refused := format('needs the approval of %s', array_to_string(asked, ', '));
    END IF;
    INSERT INTO v7_refusals (action, table_affected, record_key, because) VALUES ('change', 'v7_resources', address, refused);
    RAISE WARNING 'v7 keeps %: its change %', address, refused;
    RETURN NULL;
END $function$
;

CREATE FUNCTION v7_guard_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
    INSERT INTO v7_refusals (action, table_affected, record_key, because)
    VALUES ('delete', TG_TABLE_NAME, to_jsonb(OLD) ->> 'id', 'is history: such rows are taken out of use');
    RAISE WARNING 'v7 keeps row % of %: it is history and is taken out of use', to_jsonb(OLD) ->> 'id', TG_TABLE_NAME;
    RETURN NULL;
END $function$
;

CREATE FUNCTION v7_guard_record()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
    IF (OLD.serial, OLD.summary, OLD.plan, OLD.approvals) IS DISTINCT FROM (NEW.serial, NEW.summary, NEW.plan, NEW.approvals)
        AND NEW.txid IS DISTINCT FROM pg_current_xact_id()
    THEN
        RAISE EXCEPTION 'permission denied: apply % is recorded by its own transaction alone', OLD.apply_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.txid IS NOT NULL AND OLD.txid <> pg_current_xact_id() AND (NEW.status <> 'applied' OR NEW.because IS NOT NULL) THEN
        RAISE EXCEPTION 'permission denied: apply % was committed', OLD.apply_id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM v7_elements(NEW.approvals) g WHERE NOT EXISTS (
        SELECT FROM v7_approvals a
        WHERE a.used_by = NEW.apply_id AND a.persona = g ->> 'persona' AND a.approved_by = g ->> 'approved_by'))
    THEN
        RAISE EXCEPTION 'permission denied: apply % did not have these approvals', OLD.apply_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $function$
;

CREATE FUNCTION v7_guard_removal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    asked text[];
    key text := to_jsonb(OLD) ->> 'id';
    refused text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        refused := 'needs a transaction in READ COMMITTED';
    ELSE
        asked := v7_asked_for_removal(TG_ARGV[0]);
        IF asked = '{}' OR EXISTS (SELECT FROM v7_admissions a
            WHERE a.txid = pg_current_xact_id() AND a.table_name = TG_TABLE_NAME AND a.record_key = key)
        THEN
            RETURN OLD;
        END IF;
        refused := format('needs the approval of %s', array_to_string(asked, ', '));
    END IF;
    INSERT INTO v7_refusals (action, table_affected, record_key, because) VALUES ('delete', TG_TABLE_NAME, key, refused);
    RAISE WARNING 'v7 keeps row % of %: its removal %', key, TG_TABLE_NAME, refused;
    RETURN NULL;
END $function$
;

CREATE FUNCTION v7_guarded_rows(plan jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    guarded record;
    found jsonb;
    admits jsonb := '[]';
BEGIN
    FOR guarded IN SELECT * FROM v7_removable_kinds() k WHERE EXISTS (
        SELECT FROM v7_elements(plan -> 'resource_changes') c
        WHERE c ->> 'kind' = k.kind AND c #>> '{change,actions,0}' = 'delete')
    LOOP
        EXECUTE format(
            'SELECT coalesce(jsonb_agg(jsonb_build_object(''table'', %L, ''kind'', %L, ''key'', t.id::text)), ''[]'') FROM %I t
             WHERE %L || replace(replace(%s, ''%%'', ''%%25''), ''#'', ''%%23'') IN (
                SELECT c ->> ''address'' FROM v7_elements($1 -> ''resource_changes'') c WHERE c #>> ''{change,actions,0}'' = ''delete'')',
            guarded.table_name, guarded.kind, guarded.table_name, guarded.segment || '/', guarded.name_sql)
        INTO found USING plan;
        admits := admits || found;
    END LOOP;
    RETURN admits || (
        SELECT coalesce(jsonb_agg(jsonb_build_object('table', 'v7_resources', 'kind', c ->> 'kind', 'key', c ->> 'address', 'after', c #> '{change,after}')), '[]')
        FROM v7_elements(plan -> 'resource_changes') c
        WHERE c ->> 'kind' IN ('Policy', 'Persona'));
END $function$
;

CREATE FUNCTION v7_is_guarded(guarded_table regclass)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    SELECT coalesce(pg_has_role(session_user, to_regrole('v7_apply'), 'MEMBER'), FALSE)
       AND NOT has_table_privilege(session_user, guarded_table, 'TRIGGER')
$function$
;

CREATE FUNCTION v7_lock_holder(other_than uuid)
 RETURNS TABLE(pid integer, login name, application text, apply_id uuid, actor text, host text, since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT l.pid, p.usename, p.application_name, a.apply_id, a.actor, a.host, coalesce(a.started_at, p.backend_start)
    FROM v7_state s
    JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND (l.classid::bigint << 32 | l.objid::bigint) = s.lock_key
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    LEFT JOIN pg_stat_activity p ON p.pid = l.pid
    LEFT JOIN LATERAL (
        SELECT v.* FROM pg_locks own
        JOIN v7_applies v ON ('x' || left(v.apply_id::text, 8))::bit(32)::bigint = own.objid::bigint
        WHERE own.locktype = 'advisory' AND own.granted AND own.objsubid = 2 AND own.pid = l.pid
          AND own.database = l.database AND own.classid::bigint = s.lock_key & 2147483647
        ORDER BY v.attempt DESC
        LIMIT 1) a ON TRUE
    WHERE a.apply_id IS NULL OR a.apply_id IS DISTINCT FROM other_than
    LIMIT 1
$function$
;

CREATE FUNCTION v7_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'object_not_in_prerequisite_state',
              HINT = 'Record a correction as a new row; v7_archive_changes(before) moves old rows.';
END $function$
;

CREATE FUNCTION v7_removable_kinds()
 RETURNS TABLE(kind text, segment text, table_name text, name_sql text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    VALUES ('Phase', 'phase', 'v7_migration_workflow', 'phase_number::text'),
           ('Task', 'task', 'v7_subworkflow_tasks', 'parent_phase || ''.'' || task_number'),
           ('EnumPlan', 'enum', 'v7_enum_migrations', 'v7_enum_plan_name(target, schema, current_enum_name)'),
           ('Impact', 'impact', 'v7_global_impacts', 'impact_key'),
           ('FilePlan', 'fileplan', 'file_audit', 'file_path'),
           ('RoleOverride', 'roleoverride', 'role_overrides', 'project_path || ''//'' || file_path || ''//'' || role')
$function$
;

CREATE FUNCTION v7_revoke(of_plan text, as_persona text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    revoked integer;
BEGIN
    UPDATE v7_approvals SET revoked_at = now(), revoked_by = session_user
    WHERE plan_id = of_plan AND revoked_at IS NULL AND used_by IS NULL AND persona = coalesce(as_persona, persona)
      AND (approved_by = session_user OR v7_speaks_for(session_user, persona));
    GET DIAGNOSTICS revoked = ROW_COUNT;
    IF revoked = 0 THEN
        INSERT INTO v7_refusals (action, table_affected, record_key, because)
        VALUES ('revoke', 'v7_approvals', of_plan, format('%s has no open approval of this plan', session_user));
    END IF;
    RETURN revoked;
END $function$
;

CREATE FUNCTION v7_risk_rank(risk text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    SELECT CASE lower(risk) WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 END
$function$
;

CREATE FUNCTION v7_speaks_for(login text, persona text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT EXISTS (
        SELECT FROM v7_resources p
        CROSS JOIN LATERAL v7_elements(p.applied #> '{identities,postgres}') AS i (login)
        WHERE p.kind = 'Persona' AND p.name = persona
          AND (i.login #>> '{}' = v7_speaks_for.login OR EXISTS (
              SELECT FROM pg_roles l, pg_roles r
              WHERE l.rolname = v7_speaks_for.login AND r.rolname = i.login #>> '{}' AND NOT l.rolsuper AND pg_has_role(l.oid, r.oid, 'MEMBER'))))
$function$
;

CREATE FUNCTION v7_touch_phases()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET "TimeZone" TO 'UTC'
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
    touched integer[];
BEGIN
    -- Somebody's own table must not move phases.
    IF TG_TABLE_SCHEMA <> current_schema() OR TG_TABLE_NAME <> 'v7_subworkflow_tasks' THEN
        RAISE EXCEPTION 'v7_touch_phases serves v7_subworkflow_tasks of schema % only', current_schema();
    END IF;
    -- Phases that are somebody else's table: their statement must not fail for it.
    IF NOT has_table_privilege('v7_migration_workflow', 'SELECT, UPDATE') THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT parent_phase) INTO touched FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT parent_phase) INTO touched FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT p.phase) INTO touched
          FROM old_rows o FULL JOIN new_rows n ON o.id = n.id
         CROSS JOIN LATERAL (VALUES (o.parent_phase), (n.parent_phase)) AS p (phase)
         WHERE (o *= n) IS NOT TRUE;
    END IF;
    UPDATE v7_migration_workflow SET updated_at = CURRENT_TIMESTAMP
     WHERE phase_number = ANY (touched) AND updated_at IS DISTINCT FROM CURRENT_TIMESTAMP::timestamp;
    RETURN NULL;
END $function$
;

CREATE FUNCTION v7_touch_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET "TimeZone" TO 'UTC'
AS $function$
BEGIN
    IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
        NEW.updated_at := CURRENT_TIMESTAMP;
    END IF;
    RETURN NEW;
END $function$
;

-- Views

CREATE VIEW v7_change_history AS
 SELECT change_log.id,
    change_log.node_id,
    change_log.change_type,
    change_log.change_category,
    change_log.table_affected,
    change_log.record_id,
    change_log.record_key,
    change_log.operation,
    change_log.change_description,
    change_log.old_value,
    change_log.new_value,
    change_log.changed_by,
    change_log.application,
    change_log.txid,
    change_log.change_reason,
    change_log.verification_status,
    change_log.created_at,
    false AS archived
   FROM change_log
UNION ALL
 SELECT change_log_archive.id,
    change_log_archive.node_id,
    change_log_archive.change_type,
    change_log_archive.change_category,
    change_log_archive.table_affected,
    change_log_archive.record_id,
    change_log_archive.record_key,
    change_log_archive.operation,
    change_log_archive.change_description,
    change_log_archive.old_value,
    change_log_archive.new_value,
    change_log_archive.changed_by,
    change_log_archive.application,
    change_log_archive.txid,
    change_log_archive.change_reason,
    change_log_archive.verification_status,
    change_log_archive.created_at,
    true AS archived
   FROM change_log_archive;

CREATE VIEW v7_file_dates AS
 SELECT f.id AS file_id,
    COALESCE(committed.at, f.mtime) AS written_at
   FROM v7_files f
     LEFT JOIN ( SELECT changes.path,
            changes.new_hash AS hash,
            max(commits.committed_at) AS at
           FROM v7_changes changes
             JOIN v7_commits commits ON commits.sha = changes.commit_sha
          WHERE commits.rewritten_as IS NULL AND changes.new_hash IS NOT NULL
          GROUP BY changes.path, changes.new_hash) committed ON committed.path = f.path AND committed.hash = f.hash;

CREATE VIEW v7_migration_dashboard AS
 SELECT mw.phase_number,
    mw.phase_name,
    mw.status AS phase_status,
    mw.lead_persona,
    count(DISTINCT st.id) AS total_tasks,
    count(DISTINCT
        CASE
            WHEN st.status::text = 'completed'::text THEN st.id
            ELSE NULL::uuid
        END) AS completed_tasks,
    count(DISTINCT
        CASE
            WHEN fa.v7_workflow_status::text = 'completed'::text THEN fa.id
            ELSE NULL::integer
        END) AS migrated_files,
    count(DISTINCT em.id) AS enum_migrations,
    max(gi.risk_assessment::text) AS highest_risk
   FROM v7_migration_workflow mw
     LEFT JOIN v7_subworkflow_tasks st ON mw.phase_number = st.parent_phase
     LEFT JOIN file_audit fa ON fa.v7_workflow_status IS NOT NULL
     LEFT JOIN v7_enum_migrations em ON em.status::text <> 'proposed'::text
     LEFT JOIN v7_global_impacts gi ON gi.approval_status::text = 'approved'::text
  GROUP BY mw.phase_number, mw.phase_name, mw.status, mw.lead_persona
  ORDER BY mw.phase_number;

CREATE VIEW v7_migration_dashboard_v2 AS
 SELECT phase_number,
    phase_name,
    status AS phase_status,
    lead_persona,
    ( SELECT count(*) AS count
           FROM v7_subworkflow_tasks st
          WHERE st.parent_phase = mw.phase_number) AS total_tasks,
    ( SELECT count(*) AS count
           FROM v7_subworkflow_tasks st
          WHERE st.parent_phase = mw.phase_number AND st.status::text = 'completed'::text) AS completed_tasks,
    ( SELECT count(*) AS count
           FROM file_audit fa
          WHERE fa.v7_workflow_status::text = 'migrated'::text) AS migrated_files,
    ( SELECT count(*) AS count
           FROM v7_enum_migrations em
          WHERE em.status::text <> 'proposed'::text) AS enum_migrations,
    ( SELECT gi.risk_assessment::text AS risk_assessment
           FROM v7_global_impacts gi
          WHERE gi.approval_status::text = 'approved'::text
          ORDER BY (v7_risk_rank(gi.risk_assessment::text)) DESC NULLS LAST
         LIMIT 1) AS highest_risk,
    ( SELECT gi.risk_assessment::text AS risk_assessment
           FROM v7_global_impacts gi
          WHERE gi.approval_status::text = 'pending'::text
          ORDER BY (v7_risk_rank(gi.risk_assessment::text)) DESC NULLS LAST
         LIMIT 1) AS highest_pending_risk,
    (( SELECT count(*) AS count
           FROM v7_subworkflow_tasks st
          WHERE st.parent_phase = mw.phase_number AND st.status::text = 'blocked'::text)) +
        CASE
            WHEN jsonb_typeof(blockers) = 'array'::text THEN jsonb_array_length(blockers)
            WHEN blockers IS NULL OR jsonb_typeof(blockers) = 'null'::text THEN 0
            ELSE 1
        END AS open_blockers,
    COALESCE(approval_status::text = 'approved'::text AND (status NOT IN ('not_started', 'blocked', 'rolled_back')), false) AS gate_open
   FROM v7_migration_workflow mw
  ORDER BY phase_number;

CREATE VIEW v7_valid_approvals AS
 SELECT approval_id,
    plan_id,
    persona,
    approved_by,
    note,
    approved_at,
    expires_at,
    revoked_at,
    revoked_by,
    used_by,
    admits
   FROM v7_approvals a
  WHERE revoked_at IS NULL AND used_by IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp()) AND v7_speaks_for(approved_by, persona);

CREATE VIEW v_all_files AS
 SELECT 'v7_files'::text AS registry,
    f.path AS file_path,
    f.hash::text AS sha256,
    f.size_bytes AS size,
    f.mtime,
    f.project,
    fa.v7_workflow_status
   FROM v7_files f
     LEFT JOIN file_audit fa ON fa.file_path::text = f.path
  WHERE f.deleted_at IS NULL
UNION ALL
 SELECT 'files'::text AS registry,
    (x.project_path || '/'::text) || x.file_path AS file_path,
    x.sha256::text AS sha256,
    x.size,
    x.mtime,
    x.project_path AS project,
    NULL::character varying AS v7_workflow_status
   FROM files x
  WHERE x.missing_since IS NULL
UNION ALL
 SELECT 'documentation_files'::text AS registry,
    d.file_path,
    d.file_hash::text AS sha256,
    d.file_size_bytes AS size,
    (d.updated_at AT TIME ZONE 'UTC'::text) AS mtime,
    NULL::text AS project,
    NULL::character varying AS v7_workflow_status
   FROM documentation_files d
  WHERE d.is_latest;

CREATE VIEW v_collector_projects AS
 SELECT p.project_path,
    p.name,
    s.files_analyzed,
    s.collector_files,
    s.collector_ratio,
    s.role_counts,
    p.has_docs
   FROM codegraphx_project_signals s
     JOIN projects p USING (project_path)
  WHERE s.collector_files > 0
  ORDER BY s.collector_ratio DESC, p.project_path;

CREATE VIEW v_current_configuration AS
 SELECT n.node_name,
    pc.setting_name,
    pc.setting_value,
    pc.setting_unit,
    pc.is_active,
    pc.requires_restart
   FROM postgresql_configuration pc
     JOIN system_nodes n ON pc.node_id = n.id
  WHERE pc.is_active = true
  ORDER BY n.node_name, pc.setting_category, pc.setting_name;

CREATE VIEW v_gap_backlog AS
 SELECT id,
    gap_type,
    severity,
    impact_score,
    scope,
    recommended_action,
    evidence,
    confidence,
    first_seen,
    last_seen,
    (EXISTS ( SELECT 1
           FROM action_queue a
          WHERE a.gap_id = g.id AND (a.status IN ('queued', 'approved', 'running')))) AS has_open_action
   FROM gap_findings g
  WHERE closed_at IS NULL AND waived_by IS NULL
  ORDER BY (v7_risk_rank(severity)) DESC, impact_score DESC, id;

CREATE VIEW v_index_coverage AS
 SELECT p.project_path,
    p.name,
    e.scanned_at AS last_scan,
    COALESCE(e.scanned_at >= (now() - '14 days'::interval), false) AS fresh_14d,
    count(f.id) AS tracked_files,
    count(f.id) FILTER (WHERE f.in_scan) AS scanned_files,
    round(100.0 * count(f.id) FILTER (WHERE f.in_scan)::numeric / NULLIF(count(f.id), 0)::numeric, 1) AS file_coverage_pct
   FROM projects p
     LEFT JOIN LATERAL ( SELECT e_1.scanned_at
           FROM codegraphx_enrichment e_1
          WHERE e_1.project_path = p.project_path AND (e_1.scope ->> 'forgotten'::text) IS NULL
          ORDER BY e_1.scanned_at DESC
         LIMIT 1) e ON true
     LEFT JOIN files f ON f.project_path = p.project_path AND f.missing_since IS NULL
  WHERE NOT (EXISTS ( SELECT
           FROM project_facts k
          WHERE k.project_path = p.project_path AND k.missing_since IS NOT NULL))
  GROUP BY p.project_path, p.name, e.scanned_at;

CREATE VIEW v_next_actions AS
 SELECT a.id,
    a.priority,
    a.title,
    a.rationale,
    a.command,
    a.owner,
    g.gap_type,
    g.severity,
    g.scope,
    a.impact,
    a.freshness_penalty,
    a.dependency_weight,
    a.confidence,
    a.queued_at
   FROM action_queue a
     LEFT JOIN gap_findings g ON g.id = a.gap_id
  WHERE a.status = 'queued'::text
  ORDER BY a.priority DESC, a.id;

CREATE VIEW v_pending_configuration AS
 SELECT n.node_name,
    p.setting_name,
    a.setting_value AS active_value,
    p.setting_value AS pending_value,
    p.setting_unit,
    p.updated_at
   FROM postgresql_configuration p
     JOIN system_nodes n ON n.id = p.node_id
     LEFT JOIN postgresql_configuration a ON a.node_id = p.node_id AND a.setting_name::text = p.setting_name::text AND a.is_active
  WHERE NOT p.is_active AND p.requires_restart
  ORDER BY n.node_name, p.setting_name;

CREATE VIEW v_project_health AS
 SELECT c.project_path,
    c.name,
    p.state,
    c.last_scan,
    c.fresh_14d,
    c.tracked_files,
    c.file_coverage_pct,
    p.has_docs,
    p.has_tests,
    ( SELECT count(*) AS count
           FROM gap_findings g
          WHERE g.closed_at IS NULL AND g.waived_by IS NULL AND g.scope = c.project_path) AS open_gaps,
    ( SELECT g.severity
           FROM gap_findings g
          WHERE g.closed_at IS NULL AND g.waived_by IS NULL AND g.scope = c.project_path
          ORDER BY (v7_risk_rank(g.severity)) DESC
         LIMIT 1) AS worst_gap
   FROM v_index_coverage c
     JOIN projects p USING (project_path);

CREATE VIEW v_replication_health AS
 SELECT pn.node_name AS primary_node,
    rn.node_name AS replica_node,
    rs.state,
    rs.sync_state,
    rs.replay_lag_ms,
    rs.is_active,
    rs.last_check
   FROM replication_status rs
     JOIN system_nodes pn ON rs.primary_node_id = pn.id
     JOIN system_nodes rn ON rs.replica_node_id = rn.id
  WHERE rs.is_active = true;

CREATE VIEW v_service_status AS
 SELECT n.node_name,
    s.service_name,
    s.service_type,
    s.status,
    s.port,
    s.started_at,
    EXTRACT(epoch FROM now() - s.started_at::timestamp with time zone) / 3600::numeric AS uptime_hours
   FROM services s
     JOIN system_nodes n ON s.node_id = n.id
  ORDER BY n.node_name, s.service_name;

CREATE VIEW v_system_overview AS
 SELECT n.node_name,
    n.node_role,
    n.cpu_model,
    n.cpu_cores,
    n.gpu_cores,
    n.ram_gb,
    n.disk_tb,
    n.architecture,
    n.status,
    ni.ip_address AS primary_ip,
    count(DISTINCT s.id) AS running_services,
    count(DISTINCT sv.id) AS installed_software
   FROM system_nodes n
     LEFT JOIN network_interfaces ni ON n.id = ni.node_id AND ni.is_primary = true
     LEFT JOIN services s ON n.id = s.node_id AND s.status::text = 'running'::text
     LEFT JOIN software_versions sv ON n.id = sv.node_id AND sv.is_active = true
  GROUP BY n.id, ni.ip_address;

-- Triggers

CREATE TRIGGER change_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON change_log
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

CREATE TRIGGER change_log_archive_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON change_log_archive
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON database_schemas
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON documentation_files
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON file_audit
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON file_audit REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('file', 'id', '', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON file_audit REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('file', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON file_audit
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('file', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON file_audit
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('file', 'id', '', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON file_audit REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('file', 'id', '', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON file_audit
    FOR EACH ROW WHEN (v7_is_guarded('file_audit'::regclass)) EXECUTE FUNCTION v7_guard_removal('FilePlan');

CREATE TRIGGER gap_events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON gap_events
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON network_interfaces
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON network_interfaces REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('interface', 'id', 'node_id', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON network_interfaces REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('interface', 'id', 'node_id', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON network_interfaces
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('interface', 'id', 'node_id', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON network_interfaces
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('interface', 'id', 'node_id', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON network_interfaces REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('interface', 'id', 'node_id', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON network_interfaces
    FOR EACH ROW WHEN (v7_is_guarded('network_interfaces'::regclass)) EXECUTE FUNCTION v7_guard_history();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON postgresql_configuration
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON postgresql_configuration REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('configuration', 'id', 'node_id', '{setting_value,setting_unit,setting_category,context,is_active,requires_restart,metadata,updated_at}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON postgresql_configuration REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('configuration', 'id', 'node_id', '{setting_value,setting_unit,setting_category,context,is_active,requires_restart,metadata,updated_at}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON postgresql_configuration
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('configuration', 'id', 'node_id', '{setting_value,setting_unit,setting_category,context,is_active,requires_restart,metadata,updated_at}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON postgresql_configuration
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('configuration', 'id', 'node_id', '{setting_value,setting_unit,setting_category,context,is_active,requires_restart,metadata,updated_at}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON postgresql_configuration REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('configuration', 'id', 'node_id', '{setting_value,setting_unit,setting_category,context,is_active,requires_restart,metadata,updated_at}');

CREATE TRIGGER v7_audit_delete AFTER DELETE ON projects REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('project', 'id', '', '{has_docs,has_tests,uses_shared_helper,last_seen}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON projects REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('project', 'id', '', '{has_docs,has_tests,uses_shared_helper,last_seen}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON projects
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('project', 'id', '', '{has_docs,has_tests,uses_shared_helper,last_seen}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON projects
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('project', 'id', '', '{has_docs,has_tests,uses_shared_helper,last_seen}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON projects REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('project', 'id', '', '{has_docs,has_tests,uses_shared_helper,last_seen}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON projects
    FOR EACH ROW WHEN (v7_is_guarded('projects'::regclass)) EXECUTE FUNCTION v7_guard_history();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON replication_status
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON replication_status REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('replication', 'id', 'primary_node_id', '{state,sync_state,replay_lag_ms,bytes_lag,last_check,updated_at}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON replication_status REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('replication', 'id', 'primary_node_id', '{state,sync_state,replay_lag_ms,bytes_lag,last_check,updated_at}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON replication_status
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('replication', 'id', 'primary_node_id', '{state,sync_state,replay_lag_ms,bytes_lag,last_check,updated_at}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON replication_status
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('replication', 'id', 'primary_node_id', '{state,sync_state,replay_lag_ms,bytes_lag,last_check,updated_at}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON replication_status REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('replication', 'id', 'primary_node_id', '{state,sync_state,replay_lag_ms,bytes_lag,last_check,updated_at}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON replication_status
    FOR EACH ROW WHEN (v7_is_guarded('replication_status'::regclass)) EXECUTE FUNCTION v7_guard_history();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON role_overrides REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('role', 'id', '', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON role_overrides REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('role', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON role_overrides
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('role', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON role_overrides
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('role', 'id', '', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON role_overrides REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('role', 'id', '', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON role_overrides
    FOR EACH ROW WHEN (v7_is_guarded('role_overrides'::regclass)) EXECUTE FUNCTION v7_guard_removal('RoleOverride');

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON services
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON services REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('service', 'id', 'node_id', '{process_id,status,started_at,updated_at}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON services REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('service', 'id', 'node_id', '{process_id,status,started_at,updated_at}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON services
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('service', 'id', 'node_id', '{process_id,status,started_at,updated_at}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON services
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('service', 'id', 'node_id', '{process_id,status,started_at,updated_at}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON services REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('service', 'id', 'node_id', '{process_id,status,started_at,updated_at}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON services
    FOR EACH ROW WHEN (v7_is_guarded('services'::regclass)) EXECUTE FUNCTION v7_guard_history();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON software_versions
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON software_versions REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('software', 'id', 'node_id', '{software_version,architecture,runtime_mode,install_path,is_active,metadata,installed_at,updated_at}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON software_versions REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('software', 'id', 'node_id', '{software_version,architecture,runtime_mode,install_path,is_active,metadata,installed_at,updated_at}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON software_versions
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('software', 'id', 'node_id', '{software_version,architecture,runtime_mode,install_path,is_active,metadata,installed_at,updated_at}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON software_versions
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('software', 'id', 'node_id', '{software_version,architecture,runtime_mode,install_path,is_active,metadata,installed_at,updated_at}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON software_versions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('software', 'id', 'node_id', '{software_version,architecture,runtime_mode,install_path,is_active,metadata,installed_at,updated_at}');

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON system_nodes
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON system_nodes REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('node', 'id', 'id', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON system_nodes REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('node', 'id', 'id', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON system_nodes
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('node', 'id', 'id', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON system_nodes
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('node', 'id', 'id', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON system_nodes REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('node', 'id', 'id', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON system_nodes
    FOR EACH ROW WHEN (v7_is_guarded('system_nodes'::regclass)) EXECUTE FUNCTION v7_guard_history();

CREATE TRIGGER v7_guard_record BEFORE UPDATE ON v7_applies
    FOR EACH ROW WHEN (v7_is_guarded('v7_applies'::regclass)) EXECUTE FUNCTION v7_guard_record();

CREATE TRIGGER v7_closed_days_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON v7_closed_days
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_enum_migrations REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('enum', 'id', '', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON v7_enum_migrations REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('enum', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_enum_migrations
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('enum', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_enum_migrations
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('enum', 'id', '', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_enum_migrations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('enum', 'id', '', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON v7_enum_migrations
    FOR EACH ROW WHEN (v7_is_guarded('v7_enum_migrations'::regclass)) EXECUTE FUNCTION v7_guard_removal('EnumPlan');

CREATE TRIGGER v7_forecasts_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON v7_forecasts
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON v7_global_impacts
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_global_impacts REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('impact', 'id', '', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON v7_global_impacts REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('impact', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_global_impacts
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('impact', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_global_impacts
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('impact', 'id', '', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_global_impacts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('impact', 'id', '', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON v7_global_impacts
    FOR EACH ROW WHEN (v7_is_guarded('v7_global_impacts'::regclass)) EXECUTE FUNCTION v7_guard_removal('Impact');

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON v7_migration_workflow
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_migration_workflow REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('phase', 'id', '', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON v7_migration_workflow REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('phase', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_migration_workflow
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('phase', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_migration_workflow
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('phase', 'id', '', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_migration_workflow REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('phase', 'id', '', '{updated_at}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON v7_migration_workflow
    FOR EACH ROW WHEN (v7_is_guarded('v7_migration_workflow'::regclass)) EXECUTE FUNCTION v7_guard_removal('Phase');

CREATE TRIGGER v7_refusals_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON v7_refusals
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_resources REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit_resources();

CREATE TRIGGER v7_audit_insert AFTER INSERT ON v7_resources REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit_resources();

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_resources
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit_resources();

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_resources
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit_resources();

CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_resources REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit_resources();

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON v7_resources
    FOR EACH ROW WHEN ((old.kind IN ('Policy', 'Persona')) AND v7_is_guarded('v7_resources'::regclass)) EXECUTE FUNCTION v7_guard_authority();

CREATE TRIGGER v7_guard_insert BEFORE INSERT ON v7_resources
    FOR EACH ROW WHEN ((new.kind IN ('Policy', 'Persona')) AND v7_is_guarded('v7_resources'::regclass)) EXECUTE FUNCTION v7_guard_authority();

CREATE TRIGGER v7_guard_update BEFORE UPDATE ON v7_resources
    FOR EACH ROW WHEN (((old.kind IN ('Policy', 'Persona')) OR (new.kind IN ('Policy', 'Persona'))) AND (old.address IS DISTINCT FROM new.address OR old.kind IS DISTINCT FROM new.kind OR old.name IS DISTINCT FROM new.name OR old.applied IS DISTINCT FROM new.applied) AND v7_is_guarded('v7_resources'::regclass)) EXECUTE FUNCTION v7_guard_authority();

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON v7_subworkflow_tasks
    FOR EACH ROW WHEN (old.* *<> new.*) EXECUTE FUNCTION v7_touch_updated_at();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_subworkflow_tasks REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('task', 'id', '', '{}');

CREATE TRIGGER v7_audit_insert AFTER INSERT ON v7_subworkflow_tasks REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('task', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_subworkflow_tasks
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('task', 'id', '', '{}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_subworkflow_tasks
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('task', 'id', '', '{}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_subworkflow_tasks REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('task', 'id', '', '{}');

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON v7_subworkflow_tasks
    FOR EACH ROW WHEN (v7_is_guarded('v7_subworkflow_tasks'::regclass)) EXECUTE FUNCTION v7_guard_removal('Task');

CREATE TRIGGER v7_touch_phases_delete AFTER DELETE ON v7_subworkflow_tasks REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_touch_phases();

CREATE TRIGGER v7_touch_phases_insert AFTER INSERT ON v7_subworkflow_tasks REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_touch_phases();

CREATE TRIGGER v7_touch_phases_update AFTER UPDATE ON v7_subworkflow_tasks REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_touch_phases();

CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_test_results REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('test', 'id', '', '{retest_required}');

CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_test_results
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('test', 'id', '', '{retest_required}');

CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_test_results
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('test', 'id', '', '{retest_required}');

CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_test_results REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('test', 'id', '', '{retest_required}');
