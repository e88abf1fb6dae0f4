-- Directive 005, Article 3. Sections labelled [SEED 003] are the directive's bytes, in its order;
-- sections labelled [ADD-n] are v7's additions and change nothing of it.

-- [SEED 003] statement 1
-- ============================================
-- V7 MIGRATION TRACKING DATABASE ENHANCEMENTS
-- ============================================

-- 1. Master Workflow Tracking Table
CREATE TABLE v7_migration_workflow (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    phase_number INTEGER NOT NULL,
    phase_name VARCHAR(100) NOT NULL,
    status VARCHAR(50) NOT NULL DEFAULT 'not_started',
    lead_persona VARCHAR(100) NOT NULL,
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    approval_status VARCHAR(50),
    approved_by VARCHAR(100),
    approval_notes TEXT,
    deliverables JSONB,
    blockers JSONB,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT phase_status_check CHECK (status IN (
        'not_started', 'in_progress', 'review', 'approved',
        'completed', 'blocked', 'rolled_back'
    ))
);

-- [ADD-1] statement 5 has REFERENCES v7_migration_workflow(phase_number); PostgreSQL needs a unique key there (42830)
ALTER TABLE v7_migration_workflow
    ADD CONSTRAINT v7_migration_workflow_phase_number_key UNIQUE (phase_number);

-- [ADD-2] statement 2 alters file_audit, which no seed creates. Only columns that the seeds' queries use.
--         IF NOT EXISTS keeps an existing, wider file_audit untouched.
CREATE TABLE IF NOT EXISTS file_audit (
    id SERIAL PRIMARY KEY,
    file_path VARCHAR(500) NOT NULL UNIQUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- [SEED 003] statement 2
-- 2. Enhanced File Audit for V7 Tracking
ALTER TABLE file_audit
ADD COLUMN v7_workflow_status VARCHAR(50) DEFAULT 'pending_assessment',
ADD COLUMN v7_target_name VARCHAR(500),  -- New WF*_V7_L*_* name
ADD COLUMN v7_database_enums JSONB,      -- Which ENUMs it uses
ADD COLUMN v7_enum_mappings JSONB,       -- Old ENUM -> V7 ENUM mapping
ADD COLUMN v7_dependencies TEXT[],       -- What files depend on this
ADD COLUMN v7_dependents TEXT[],         -- What this depends on
ADD COLUMN v7_impact_score INTEGER,      -- 1-10 risk score
ADD COLUMN v7_review_status VARCHAR(50),
ADD COLUMN v7_reviewed_by VARCHAR(100)[],
ADD COLUMN v7_implementation_status VARCHAR(50),
ADD COLUMN v7_test_status VARCHAR(50),
ADD COLUMN v7_retirement_date DATE;

-- [SEED 003] statement 3
-- 3. ENUM Mapping and Consolidation Table
CREATE TABLE v7_enum_migrations (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    current_enum_name VARCHAR(100) NOT NULL,
    current_enum_values TEXT[] NOT NULL,
    v7_enum_name VARCHAR(100) NOT NULL,
    v7_enum_values TEXT[] NOT NULL,
    consolidates_with VARCHAR(100)[],  -- Other ENUMs being merged
    affected_tables VARCHAR(100)[] NOT NULL,
    affected_columns JSONB NOT NULL,  -- {table: [columns]}
    migration_script TEXT,
    rollback_script TEXT,
    status VARCHAR(50) DEFAULT 'proposed',
    risk_level VARCHAR(20),
    approved_by VARCHAR(100),
    implemented_at TIMESTAMP,
    validated_at TIMESTAMP,
    retired_at TIMESTAMP,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT status_check CHECK (status IN (
        'proposed', 'approved', 'implemented',
        'validated', 'retired', 'rolled_back'
    ))
);

-- [SEED 003] statement 4
-- 4. Global Impact Tracking Table
CREATE TABLE v7_global_impacts (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    change_type VARCHAR(50) NOT NULL,  -- 'enum', 'file', 'api', 'schema'
    change_detail JSONB NOT NULL,
    affected_workflows VARCHAR(10)[] NOT NULL,  -- ['WF1', 'WF2', etc]
    affected_layers INTEGER[] NOT NULL,  -- [1, 2, 3, etc]
    impact_description TEXT NOT NULL,
    risk_assessment VARCHAR(20) NOT NULL,  -- 'low', 'medium', 'high', 'critical'
    mitigation_strategy TEXT,
    reviewed_by_personas VARCHAR(100)[],
    approval_status VARCHAR(50) DEFAULT 'pending',
    implementation_notes TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- [SEED 003] statement 5
-- 5. Sub-Workflow Progress Tracking
CREATE TABLE v7_subworkflow_tasks (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    parent_phase INTEGER REFERENCES v7_migration_workflow(phase_number),
    task_number INTEGER NOT NULL,
    task_name VARCHAR(200) NOT NULL,
    responsible_persona VARCHAR(100) NOT NULL,
    status VARCHAR(50) DEFAULT 'pending',
    dart_task_id VARCHAR(100),
    dart_task_url TEXT,
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    blockers TEXT[],
    dependencies UUID[],  -- Other tasks that must complete first
    deliverable_urls TEXT[],
    notes TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    UNIQUE(parent_phase, task_number)
);

-- [SEED 003] statement 6
-- 6. V7 Test Results Tracking
CREATE TABLE v7_test_results (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    test_type VARCHAR(50) NOT NULL,  -- 'unit', 'integration', 'system', 'performance'
    component_tested VARCHAR(500) NOT NULL,
    v7_file_path VARCHAR(500),
    test_status VARCHAR(20) NOT NULL,  -- 'pass', 'fail', 'skip'
    error_details TEXT,
    performance_metrics JSONB,
    backwards_compatible BOOLEAN,
    tested_by VARCHAR(100),
    tested_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    retest_required BOOLEAN DEFAULT FALSE,
    notes TEXT
);

-- [SEED 003] statement 7
-- 7. Create indexes for performance
CREATE INDEX idx_v7_workflow_status ON v7_migration_workflow(status);
-- [SEED 003] statement 8
CREATE INDEX idx_file_audit_v7_status ON file_audit(v7_workflow_status);
-- [SEED 003] statement 9
CREATE INDEX idx_enum_migrations_status ON v7_enum_migrations(status);
-- [SEED 003] statement 10
CREATE INDEX idx_global_impacts_risk ON v7_global_impacts(risk_assessment);
-- [SEED 003] statement 11
CREATE INDEX idx_subworkflow_status ON v7_subworkflow_tasks(status);
-- [SEED 003] statement 12
CREATE INDEX idx_test_results_status ON v7_test_results(test_status);

-- [SEED 003] statement 13
-- 8. Create views for easy monitoring
CREATE VIEW v7_migration_dashboard AS
SELECT
    mw.phase_number,
    mw.phase_name,
    mw.status as phase_status,
    mw.lead_persona,
    COUNT(DISTINCT st.id) as total_tasks,
    COUNT(DISTINCT CASE WHEN st.status = 'completed' THEN st.id END) as
completed_tasks,
    COUNT(DISTINCT CASE WHEN fa.v7_workflow_status = 'completed' THEN fa.id END) as
migrated_files,
    COUNT(DISTINCT em.id) as enum_migrations,
    MAX(gi.risk_assessment) as highest_risk
FROM v7_migration_workflow mw
LEFT JOIN v7_subworkflow_tasks st ON mw.phase_number = st.parent_phase
LEFT JOIN file_audit fa ON fa.v7_workflow_status IS NOT NULL
LEFT JOIN v7_enum_migrations em ON em.status != 'proposed'
LEFT JOIN v7_global_impacts gi ON gi.approval_status = 'approved'
GROUP BY mw.phase_number, mw.phase_name, mw.status, mw.lead_persona
ORDER BY mw.phase_number;
-- [ADD-3] the guide's "updated today" (7.4) reads updated_at of v7_subworkflow_tasks, which Article 3 does not have
ALTER TABLE v7_subworkflow_tasks ADD COLUMN updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP;

-- [ADD-4] severity order: the four words do not sort alphabetically (critical < high < low < medium)
CREATE FUNCTION v7_risk_rank(risk TEXT) RETURNS INTEGER
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE lower(risk) WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 END
$$;

-- [ADD-5] nothing in any seed moves updated_at; only real changes touch it, so a repeated apply changes no row.
--         *<> compares bytes, so columns of any type may stand in a wider file_audit.
CREATE FUNCTION v7_touch_updated_at() RETURNS trigger
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
BEGIN
    IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
        NEW.updated_at := CURRENT_TIMESTAMP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON v7_migration_workflow
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON v7_subworkflow_tasks
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON v7_global_impacts
    FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
DO $$
BEGIN
    -- An older file_audit may lack the column.
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'file_audit'::regclass AND attname = 'updated_at' AND NOT attisdropped) THEN
        CREATE TRIGGER touch_updated_at BEFORE UPDATE ON file_audit
            FOR EACH ROW WHEN (OLD.* *<> NEW.*) EXECUTE FUNCTION v7_touch_updated_at();
    END IF;
END $$;

-- [ADD-6] natural keys, so that every document has one row and a DART task is one task
CREATE UNIQUE INDEX v7_enum_migrations_current_name_key ON v7_enum_migrations (current_enum_name);
CREATE UNIQUE INDEX v7_subworkflow_tasks_dart_id_key ON v7_subworkflow_tasks (dart_task_id) WHERE dart_task_id IS NOT NULL;
ALTER TABLE v7_global_impacts ADD COLUMN impact_key VARCHAR(200);
CREATE UNIQUE INDEX v7_global_impacts_key ON v7_global_impacts (impact_key) WHERE impact_key IS NOT NULL;

-- [ADD-7] UNIQUE(parent_phase, task_number) does not see NULL: an orphan is exactly a task without phase
ALTER TABLE v7_subworkflow_tasks ADD CONSTRAINT v7_subworkflow_tasks_has_phase CHECK (parent_phase IS NOT NULL);

-- [ADD-8] corrected dashboard beside the seed's view: same nine columns, same order and types, plus three at the end
CREATE VIEW v7_migration_dashboard_v2 AS
SELECT
    mw.phase_number,
    mw.phase_name,
    mw.status AS phase_status,
    mw.lead_persona,
    (SELECT COUNT(*) FROM v7_subworkflow_tasks st WHERE st.parent_phase = mw.phase_number) AS total_tasks,
    (SELECT COUNT(*) FROM v7_subworkflow_tasks st WHERE st.parent_phase = mw.phase_number AND st.status = 'completed') AS completed_tasks,
    (SELECT COUNT(*) FROM file_audit fa WHERE fa.v7_workflow_status = 'migrated') AS migrated_files,
    (SELECT COUNT(*) FROM v7_enum_migrations em WHERE em.status <> 'proposed') AS enum_migrations,
    (SELECT gi.risk_assessment::text FROM v7_global_impacts gi WHERE gi.approval_status = 'approved'
      ORDER BY v7_risk_rank(gi.risk_assessment) DESC NULLS LAST LIMIT 1) AS highest_risk,
    (SELECT gi.risk_assessment::text FROM v7_global_impacts gi WHERE gi.approval_status = 'pending'
      ORDER BY v7_risk_rank(gi.risk_assessment) DESC NULLS LAST LIMIT 1) AS highest_pending_risk,
    (SELECT COUNT(*) FROM v7_subworkflow_tasks st WHERE st.parent_phase = mw.phase_number AND st.status = 'blocked')
      + CASE WHEN jsonb_typeof(mw.blockers) = 'array' THEN jsonb_array_length(mw.blockers)
             WHEN mw.blockers IS NULL OR jsonb_typeof(mw.blockers) = 'null' THEN 0 ELSE 1 END AS open_blockers,
    COALESCE(mw.approval_status = 'approved' AND mw.status NOT IN ('not_started', 'blocked', 'rolled_back'), FALSE) AS gate_open
FROM v7_migration_workflow mw
ORDER BY mw.phase_number;

-- [ADD-14] planned days: the published workflow plans every phase
ALTER TABLE v7_migration_workflow ADD COLUMN planned_days INTEGER
    CONSTRAINT v7_migration_workflow_planned_days_check CHECK (planned_days >= 0);

-- [ADD-15] an enum plan says which value becomes which, in which database, in which phase
ALTER TABLE v7_enum_migrations
    ADD COLUMN value_mapping JSONB
        CONSTRAINT v7_enum_migrations_value_mapping_check CHECK (jsonb_typeof(value_mapping) = 'object'),
    ADD COLUMN target VARCHAR(100),
    ADD COLUMN phase INTEGER;

-- [ADD-16] files, impacts and test results may name a phase ("1") and a task ("1.2"): names, not row ids,
--          so that history outlives a removed task
ALTER TABLE file_audit
    ADD COLUMN v7_phase INTEGER,
    ADD COLUMN v7_task VARCHAR(50) CONSTRAINT file_audit_v7_task_check CHECK (v7_task ~ '^[0-9]+[.][0-9]+$');
ALTER TABLE v7_global_impacts
    ADD COLUMN phase INTEGER,
    ADD COLUMN task VARCHAR(50) CONSTRAINT v7_global_impacts_task_check CHECK (task ~ '^[0-9]+[.][0-9]+$');
ALTER TABLE v7_test_results
    ADD COLUMN phase INTEGER,
    ADD COLUMN task VARCHAR(50) CONSTRAINT v7_test_results_task_check CHECK (task ~ '^[0-9]+[.][0-9]+$');

-- [ADD-17] a task's phase may be checked at the end of a transaction: renumbering a phase together with its tasks has
--          no order in which every single statement satisfies the foreign key. Checked at once unless asked otherwise.
ALTER TABLE v7_subworkflow_tasks ALTER CONSTRAINT v7_subworkflow_tasks_parent_phase_fkey DEFERRABLE INITIALLY IMMEDIATE;
