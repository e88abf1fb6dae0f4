-- AYA system state: 11 tables, 34 indexes, 4 views, documents and chunks. Sections labelled [SEED 004] are the seed's
-- bytes but for one word, [CHG-1]; sections labelled [ADD-n] are v7's additions.

-- [SEED 004:170-195, one statement changed] TABLE 1
CREATE TABLE system_nodes (
    id SERIAL PRIMARY KEY,
    node_name VARCHAR(50) NOT NULL UNIQUE,  -- 'ALPHA', 'BETA', 'AIR'
    node_role VARCHAR(50) NOT NULL,         -- 'primary', 'replica', 'client'
    hardware_model VARCHAR(100),            -- 'Mac Studio Mac15,14'
    cpu_model VARCHAR(100),                 -- 'Apple M3 Ultra'
    cpu_cores INTEGER,                      -- 32
    cpu_performance_cores INTEGER,          -- 24
    cpu_efficiency_cores INTEGER,           -- 8
    gpu_model VARCHAR(100),                 -- 'Apple M3 Ultra GPU'
    gpu_cores INTEGER,                      -- 80
    ram_gb INTEGER,                         -- 512
    disk_tb INTEGER,                        -- 15
    architecture VARCHAR(20),               -- 'ARM64', 'x86_64'
    os_name VARCHAR(50),                    -- 'macOS'
    os_version VARCHAR(50),                 -- '15.0 (Darwin 25.0.0)'
    serial_number VARCHAR(50),              -- Hardware serial
    status VARCHAR(20) DEFAULT 'active',    -- 'active', 'inactive', 'maintenance'
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_system_nodes_role ON system_nodes(node_role);
-- [CHG-1] seed 004:195 says system_nodes(node_status); the column is called status (42703)
CREATE INDEX idx_system_nodes_status ON system_nodes(status);


-- [SEED 004:204] TABLE 2
CREATE TABLE network_interfaces (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id) ON DELETE CASCADE,
    interface_name VARCHAR(50),             -- 'en0', 'utun4'
    interface_type VARCHAR(50),             -- 'ethernet', 'vpn', 'loopback'
    ip_address INET,                        -- '192.168.0.80'
    netmask INET,                           -- '255.255.255.0'
    gateway INET,                           -- '192.168.0.1'
    is_primary BOOLEAN DEFAULT FALSE,
    status VARCHAR(20) DEFAULT 'active',    -- 'active', 'inactive'
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_network_interfaces_node ON network_interfaces(node_id);
CREATE INDEX idx_network_interfaces_primary ON network_interfaces(is_primary);


-- [SEED 004:230] TABLE 3
CREATE TABLE software_versions (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id) ON DELETE CASCADE,
    software_name VARCHAR(100) NOT NULL,    -- 'PostgreSQL', 'Python', 'MLX'
    software_version VARCHAR(50),           -- '18.0', '3.9.6'
    architecture VARCHAR(20),               -- 'ARM64', 'x86_64', 'Universal'
    runtime_mode VARCHAR(50),               -- 'native', 'Rosetta 2'
    install_path TEXT,                      -- '/Library/PostgreSQL/18'
    is_active BOOLEAN DEFAULT TRUE,
    metadata JSONB DEFAULT '{}',            -- Additional version details
    installed_at TIMESTAMP,
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_software_versions_node ON software_versions(node_id);
CREATE INDEX idx_software_versions_name ON software_versions(software_name);
CREATE INDEX idx_software_versions_active ON software_versions(is_active);

-- Unique constraint: one active version per software per node
CREATE UNIQUE INDEX idx_software_unique_active
    ON software_versions(node_id, software_name)
    WHERE is_active = TRUE;


-- [SEED 004:262] TABLE 4
CREATE TABLE postgresql_configuration (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id) ON DELETE CASCADE,
    setting_name VARCHAR(100) NOT NULL,
    setting_value TEXT,
    setting_unit VARCHAR(20),               -- 'kB', '8kB', 'ms', etc.
    setting_category VARCHAR(100),          -- 'Resource Usage / Memory'
    context VARCHAR(50),                    -- 'user', 'sighup', 'postmaster'
    is_active BOOLEAN DEFAULT TRUE,         -- Current vs pending restart
    requires_restart BOOLEAN DEFAULT FALSE,
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_pg_config_node ON postgresql_configuration(node_id);
CREATE INDEX idx_pg_config_name ON postgresql_configuration(setting_name);
CREATE INDEX idx_pg_config_active ON postgresql_configuration(is_active);

-- Unique constraint: one active setting per name per node
CREATE UNIQUE INDEX idx_pg_config_unique_active
    ON postgresql_configuration(node_id, setting_name)
    WHERE is_active = TRUE;


-- [SEED 004:294] TABLE 5
CREATE TABLE services (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id) ON DELETE CASCADE,
    service_name VARCHAR(100) NOT NULL,     -- 'PostgreSQL', 'Embedding Service'
    service_type VARCHAR(50),               -- 'database', 'api', 'daemon'
    process_id INTEGER,                     -- PID
    port INTEGER,                           -- Listening port
    bind_address VARCHAR(50),               -- '0.0.0.0', 'localhost'
    executable_path TEXT,                   -- Full path to binary
    config_path TEXT,                       -- Configuration file path
    data_path TEXT,                         -- Data directory
    status VARCHAR(20) DEFAULT 'stopped',   -- 'running', 'stopped', 'failed'
    started_at TIMESTAMP,
    auto_start BOOLEAN DEFAULT FALSE,
    metadata JSONB DEFAULT '{}',            -- Service-specific config
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_services_node ON services(node_id);
CREATE INDEX idx_services_status ON services(status);
CREATE INDEX idx_services_type ON services(service_type);


-- [SEED 004:325] TABLE 6
CREATE TABLE replication_status (
    id SERIAL PRIMARY KEY,
    primary_node_id INTEGER REFERENCES system_nodes(id),
    replica_node_id INTEGER REFERENCES system_nodes(id),
    slot_name VARCHAR(100),                 -- 'beta_slot'
    application_name VARCHAR(100),          -- 'walreceiver'
    state VARCHAR(50),                      -- 'streaming', 'catchup', 'stopped'
    sync_state VARCHAR(50),                 -- 'async', 'sync'
    replay_lag_ms INTEGER,                  -- Lag in milliseconds
    bytes_lag BIGINT,                       -- Bytes behind
    is_active BOOLEAN DEFAULT TRUE,
    last_check TIMESTAMP DEFAULT NOW(),
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_replication_primary ON replication_status(primary_node_id);
CREATE INDEX idx_replication_replica ON replication_status(replica_node_id);
CREATE INDEX idx_replication_active ON replication_status(is_active);


-- [SEED 004:354] TABLE 7
CREATE TABLE database_schemas (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id),
    database_name VARCHAR(100) NOT NULL,
    schema_name VARCHAR(100) DEFAULT 'public',
    table_name VARCHAR(100),
    column_name VARCHAR(100),
    data_type VARCHAR(100),
    is_nullable BOOLEAN,
    column_default TEXT,
    is_primary_key BOOLEAN DEFAULT FALSE,
    foreign_key_table VARCHAR(100),
    foreign_key_column VARCHAR(100),
    index_name VARCHAR(100),
    index_type VARCHAR(50),                 -- 'btree', 'ivfflat', 'hnsw'
    metadata JSONB DEFAULT '{}',            -- Full DDL, constraints, etc.
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_db_schemas_node ON database_schemas(node_id);
CREATE INDEX idx_db_schemas_table ON database_schemas(table_name);


-- [SEED 004:385] TABLE 8
CREATE TABLE performance_metrics (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id),
    metric_category VARCHAR(50),            -- 'database', 'embedding', 'replication'
    metric_name VARCHAR(100),               -- 'simple_query_time', 'embedding_generation'
    metric_value NUMERIC,                   -- Measured value
    metric_unit VARCHAR(20),                -- 'ms', 'MB', 'records/sec'
    test_type VARCHAR(50),                  -- 'load_test', 'health_check'
    metadata JSONB DEFAULT '{}',            -- Test details, conditions
    measured_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_perf_metrics_node ON performance_metrics(node_id);
CREATE INDEX idx_perf_metrics_category ON performance_metrics(metric_category);
CREATE INDEX idx_perf_metrics_time ON performance_metrics(measured_at DESC);

-- Hypertable for time-series (if using TimescaleDB extension)
-- SELECT create_hypertable('performance_metrics', 'measured_at');


-- [SEED 004:412] TABLE 9
CREATE TABLE system_state_snapshots (
    id SERIAL PRIMARY KEY,
    snapshot_name VARCHAR(100) NOT NULL UNIQUE,
    snapshot_type VARCHAR(50),              -- 'production', 'verified', 'baseline'
    description TEXT,
    verification_status VARCHAR(50),        -- 'verified', 'partial', 'failed'
    tests_passed INTEGER,
    tests_failed INTEGER,
    state_json JSONB NOT NULL,              -- Complete state as JSON
    created_by VARCHAR(100),                -- 'Claude Code', 'Arthur Dell'
    created_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_snapshots_type ON system_state_snapshots(snapshot_type);
CREATE INDEX idx_snapshots_status ON system_state_snapshots(verification_status);
CREATE INDEX idx_snapshots_created ON system_state_snapshots(created_at DESC);


-- [SEED 004:437] TABLE 10
CREATE TABLE change_log (
    id SERIAL PRIMARY KEY,
    node_id INTEGER REFERENCES system_nodes(id),
    change_type VARCHAR(50),                -- 'configuration', 'service', 'schema'
    change_category VARCHAR(50),            -- 'optimization', 'restoration', 'deployment'
    table_affected VARCHAR(100),            -- Which table was modified
    record_id INTEGER,                      -- ID of affected record
    change_description TEXT NOT NULL,
    old_value JSONB,                        -- Previous state
    new_value JSONB,                        -- New state
    changed_by VARCHAR(100),                -- 'Claude Code', 'Arthur Dell', 'system'
    change_reason TEXT,
    verification_status VARCHAR(50),        -- 'verified', 'pending', 'failed'
    created_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_change_log_node ON change_log(node_id);
CREATE INDEX idx_change_log_type ON change_log(change_type);
CREATE INDEX idx_change_log_created ON change_log(created_at DESC);
CREATE INDEX idx_change_log_by ON change_log(changed_by);


-- [SEED 004:466] TABLE 11
CREATE TABLE documentation_files (
    id SERIAL PRIMARY KEY,
    file_name VARCHAR(255) NOT NULL,
    file_path TEXT NOT NULL,
    file_size_bytes BIGINT,
    file_hash VARCHAR(64),                  -- SHA-256 for integrity
    category VARCHAR(50),                   -- 'master_plan', 'verification', 'audit'
    description TEXT,
    content TEXT,                           -- Full markdown content
    sync_locations JSONB DEFAULT '[]',      -- Array of synced locations
    is_latest BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_docs_name ON documentation_files(file_name);
CREATE INDEX idx_docs_category ON documentation_files(category);
CREATE INDEX idx_docs_latest ON documentation_files(is_latest);
CREATE INDEX idx_docs_updated ON documentation_files(updated_at DESC);


-- [SEED 004:494] VIEW 1
CREATE VIEW v_system_overview AS
SELECT
    n.node_name,
    n.node_role,
    n.cpu_model,
    n.cpu_cores,
    n.gpu_cores,
    n.ram_gb,
    n.disk_tb,
    n.architecture,
    n.status,
    ni.ip_address AS primary_ip,
    COUNT(DISTINCT s.id) AS running_services,
    COUNT(DISTINCT sv.id) AS installed_software
FROM system_nodes n
LEFT JOIN network_interfaces ni ON n.id = ni.node_id AND ni.is_primary = TRUE
LEFT JOIN services s ON n.id = s.node_id AND s.status = 'running'
LEFT JOIN software_versions sv ON n.id = sv.node_id AND sv.is_active = TRUE
GROUP BY n.id, ni.ip_address;


-- [SEED 004:517] VIEW 2
CREATE VIEW v_replication_health AS
SELECT
    pn.node_name AS primary_node,
    rn.node_name AS replica_node,
    rs.state,
    rs.sync_state,
    rs.replay_lag_ms,
    rs.is_active,
    rs.last_check
FROM replication_status rs
JOIN system_nodes pn ON rs.primary_node_id = pn.id
JOIN system_nodes rn ON rs.replica_node_id = rn.id
WHERE rs.is_active = TRUE;


-- [SEED 004:534] VIEW 3
CREATE VIEW v_service_status AS
SELECT
    n.node_name,
    s.service_name,
    s.service_type,
    s.status,
    s.port,
    s.started_at,
    EXTRACT(EPOCH FROM (NOW() - s.started_at))/3600 AS uptime_hours
FROM services s
JOIN system_nodes n ON s.node_id = n.id
ORDER BY n.node_name, s.service_name;


-- [SEED 004:550] VIEW 4
CREATE VIEW v_current_configuration AS
SELECT
    n.node_name,
    pc.setting_name,
    pc.setting_value,
    pc.setting_unit,
    pc.is_active,
    pc.requires_restart
FROM postgresql_configuration pc
JOIN system_nodes n ON pc.node_id = n.id
WHERE pc.is_active = TRUE
ORDER BY n.node_name, pc.setting_category, pc.setting_name;


-- [SEED 004:75-84] documents (current state of aya_rag)
-- documents table
CREATE TABLE documents (
    id SERIAL PRIMARY KEY,
    content TEXT NOT NULL,
    category VARCHAR(50),
    metadata JSONB DEFAULT '{}',
    created_at TIMESTAMP DEFAULT NOW()
);
CREATE INDEX idx_documents_category ON documents(category);
CREATE INDEX idx_documents_created_at ON documents(created_at DESC);


-- [SEED 004:86-97] chunks, only where pgvector can be had: VECTOR is its type
-- [ADD-9] CREATE EXTENSION (the seed never creates it); where only a superuser may, chunks wait
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        RETURN;
    END IF;
    CREATE EXTENSION IF NOT EXISTS vector;
    IF to_regtype('vector') IS NULL THEN
        RETURN;
    END IF;
    -- chunks table
    CREATE TABLE chunks (
        id SERIAL PRIMARY KEY,
        document_id INTEGER REFERENCES documents(id) ON DELETE CASCADE,
        chunk_text TEXT NOT NULL,
        embedding VECTOR(768),
        chunk_index INTEGER DEFAULT 0,
        metadata JSONB DEFAULT '{}',
        created_at TIMESTAMP DEFAULT NOW()
    );
    CREATE INDEX idx_chunks_document_id ON chunks(document_id);
    CREATE INDEX idx_chunks_embedding ON chunks USING ivfflat (embedding vector_cosine_ops) WITH (lists=100);
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'chunks left out: this role may not create the extension vector';
END $$;

-- [ADD-10] natural keys so that the population can be repeated, and one primary interface per node (else VIEW 1 doubles a node)
CREATE UNIQUE INDEX network_interfaces_one_primary ON network_interfaces (node_id) WHERE is_primary;
CREATE UNIQUE INDEX network_interfaces_node_ip_key ON network_interfaces (node_id, ip_address);
CREATE UNIQUE INDEX services_node_name_key ON services (node_id, service_name);
CREATE UNIQUE INDEX replication_active_key ON replication_status (primary_node_id, replica_node_id, slot_name) WHERE is_active;
CREATE UNIQUE INDEX documentation_files_latest_key ON documentation_files (file_path) WHERE is_latest;
CREATE UNIQUE INDEX database_schemas_key ON database_schemas
    (node_id, database_name, schema_name, COALESCE(table_name,''), COALESCE(column_name,''), COALESCE(index_name,''), COALESCE(foreign_key_table,''));
-- [ADD-11] pending restart without a new column: (is_active, requires_restart) = (T,*) active, (F,T) pending, (F,F) superseded
CREATE UNIQUE INDEX pg_config_one_pending ON postgresql_configuration (node_id, setting_name)
    WHERE is_active = FALSE AND requires_restart = TRUE;
CREATE VIEW v_pending_configuration AS
SELECT n.node_name, p.setting_name, a.setting_value AS active_value, p.setting_value AS pending_value, p.setting_unit, p.updated_at
FROM postgresql_configuration p
JOIN system_nodes n ON n.id = p.node_id
LEFT JOIN postgresql_configuration a ON a.node_id = p.node_id AND a.setting_name = p.setting_name AND a.is_active
WHERE NOT p.is_active AND p.requires_restart
ORDER BY n.node_name, p.setting_name;
-- [ADD-12] one audit trail for rows of every kind: record_id INTEGER cannot hold the UUID keys of Directive 005;
--          what was done, through which program, in which transaction
ALTER TABLE change_log
    ADD COLUMN record_key TEXT,
    ADD COLUMN operation TEXT CONSTRAINT change_log_operation_check
        CHECK (operation IN ('insert', 'update', 'delete', 'truncate')),
    ADD COLUMN application TEXT,
    ADD COLUMN txid XID8;
CREATE INDEX idx_change_log_record ON change_log (table_affected, record_key);

-- [ADD-5] updated_at moves with every real change, as in Directive 005
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON system_nodes
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON network_interfaces
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON software_versions
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON postgresql_configuration
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON services
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON replication_status
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON database_schemas
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON documentation_files
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();

-- [ADD-13] retention names hourly/daily aggregates and an archive; no seed gives their tables
CREATE TABLE performance_metrics_hourly (
    node_id INTEGER REFERENCES system_nodes(id), metric_category VARCHAR(50), metric_name VARCHAR(100), metric_unit VARCHAR(20),
    bucket TIMESTAMP NOT NULL, samples BIGINT NOT NULL, avg_value NUMERIC, min_value NUMERIC, max_value NUMERIC
);
CREATE UNIQUE INDEX performance_metrics_hourly_key ON performance_metrics_hourly
    (bucket, COALESCE(node_id,0), COALESCE(metric_category,''), COALESCE(metric_name,''), COALESCE(metric_unit,''));
CREATE TABLE performance_metrics_daily (LIKE performance_metrics_hourly INCLUDING DEFAULTS);
CREATE UNIQUE INDEX performance_metrics_daily_key ON performance_metrics_daily
    (bucket, COALESCE(node_id,0), COALESCE(metric_category,''), COALESCE(metric_name,''), COALESCE(metric_unit,''));
CREATE TABLE change_log_archive (LIKE change_log INCLUDING DEFAULTS, PRIMARY KEY (id));
