-- The seeds' own names and values, with the states their queries answered wrongly. Times count from now.

-- What was there before v7's triggers and keys: a migrated file without history, a task without phase.
SET session_replication_role = replica;
INSERT INTO file_audit (file_path, v7_workflow_status, v7_target_name, v7_impact_score) VALUES
    ('src/models/contact.py', 'assessed', 'WF7_V7_L1_1of1_ContactModel.py', 8),
    ('src/models/domain.py', NULL, NULL, 9),
    ('src/models/retired.py', 'retired', NULL, 10),
    ('src/models/page.py', 'testing', NULL, 7),
    ('src/models/migrated.py', 'migrated', NULL, 7);
INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES
    (99, 1, 'Count the ENUM columns', 'Test Sentinel');
SET session_replication_role = origin;
UPDATE file_audit SET v7_workflow_status = 'migrated' WHERE file_path = 'src/models/page.py';
UPDATE file_audit SET v7_review_status = 'reviewed' WHERE file_path = 'src/models/migrated.py';

INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona, status, approval_status, started_at, blockers, planned_days) VALUES
    (1, 'Assessment', 'The Architect', 'in_progress', NULL, LOCALTIMESTAMP - interval '3 days', '{"issue": "Missing ENUM documentation"}', 5),
    (2, 'Design', 'Layer Guardians', 'review', 'approved', LOCALTIMESTAMP, NULL, 5),
    (3, 'Review', 'Workflow Personas', 'review', 'pending', LOCALTIMESTAMP, NULL, 3),
    (4, 'Database', 'DB Team + Architect', 'rolled_back', 'approved', NULL, NULL, 2),
    (5, 'Implementation', 'Dev Team', 'not_started', NULL, NULL, NULL, 10),
    (6, 'Validation', 'Test Sentinel', 'completed', 'approved', NULL, NULL, 5),
    (7, 'Retirement', 'The Architect', 'blocked', NULL, NULL, NULL, 30);

INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status, started_at, completed_at, created_at, dart_task_id) VALUES
    (1, 1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', 'completed', LOCALTIMESTAMP, LOCALTIMESTAMP, LOCALTIMESTAMP, 'DART_TASK_123'),
    (1, 2, 'Review the duplicate ENUM list', 'Layer 1 Data Sentinel', 'pending', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 3, 'Map enum values', 'Layer 1 Data Sentinel', 'pending', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 4, 'Trace the lost work order', 'Layer 1 Data Sentinel', 'pending', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 5, 'Rename by hand', 'Layer 1 Data Sentinel', 'cancelled', NULL, LOCALTIMESTAMP, LOCALTIMESTAMP, NULL),
    (1, 6, 'Check the renamed', 'Layer 1 Data Sentinel', 'pending', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 7, 'Describe the layers', 'Layer 1 Guardian', 'review', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 8, 'Describe AIR', 'Layer 1 Guardian', 'deferred', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 9, 'List the workflows', 'Layer 1 Guardian', 'in_progress', NULL, NULL, LOCALTIMESTAMP - interval '60 days', NULL),
    (1, 10, 'Read the production ENUMs', 'Layer 1 Guardian', 'blocked', NULL, NULL, LOCALTIMESTAMP, NULL),
    (1, 11, 'Ask for access', 'Layer 1 Guardian', 'whatever', NULL, NULL, LOCALTIMESTAMP, NULL),
    (2, 1, 'Propose v7_contact_status', 'Layer Guardians', 'completed', LOCALTIMESTAMP - interval '10 days 2 hours', LOCALTIMESTAMP - interval '10 days', LOCALTIMESTAMP - interval '11 days', ' '),
    (2, 2, 'Propose v7_domain_status', 'Layer Guardians', 'cancelled', NULL, NULL, LOCALTIMESTAMP, NULL);
UPDATE v7_subworkflow_tasks SET dependencies = ARRAY[(SELECT id FROM v7_subworkflow_tasks n WHERE n.parent_phase = 1 AND n.task_number = needed.number)]
FROM (VALUES (2, 1), (3, 2), (6, 5)) AS needed (task, number)
WHERE parent_phase = 1 AND task_number = needed.task;
UPDATE v7_subworkflow_tasks SET dependencies = ARRAY[NULL::uuid] WHERE parent_phase = 1 AND task_number = 4;

INSERT INTO v7_enum_migrations (current_enum_name, current_enum_values, v7_enum_name, v7_enum_values, affected_tables, affected_columns, risk_level, status) VALUES
    ('contact_curation_status', '{Complete,Error}', 'v7_contact_status', '{complete,error}', '{contacts}', '{"contacts": ["curation_status"]}', 'high', 'proposed'),
    ('domain_status', '{Active,Paused}', 'v7_domain_status', '{active,paused}', '{domains}', '{"domains": ["status"]}', 'CRITICAL', 'approved'),
    ('page_status', '{New}', 'v7_page_status', '{new}', '{pages}', '{"pages": ["status"]}', 'critical', 'validated');
INSERT INTO v7_global_impacts (change_type, change_detail, affected_workflows, affected_layers, impact_description, risk_assessment, approval_status) VALUES
    ('enum', '{"to": "v7_contact_status"}', '{WF4,WF7}', '{1,3,4}', 'ENUM change affects domain curation', 'high', 'pending'),
    ('api', '{}', '{WF4}', '{3}', 'The API answers in lower case', 'critical', 'approved'),
    ('file', '{}', '{WF7}', '{1}', 'The contact model moves', 'medium', 'pending');

INSERT INTO system_nodes (node_name, node_role, cpu_model, cpu_cores, gpu_cores, ram_gb, disk_tb, architecture, status) VALUES
    ('ALPHA', 'primary', 'Apple M3 Ultra', 32, 80, 512, 15, 'ARM64', 'active'),
    ('BETA', 'replica', 'Apple M3 Ultra', 32, 80, 256, 15, 'ARM64', 'active'),
    ('AIR', 'client', NULL, NULL, NULL, NULL, NULL, NULL, 'inactive');
INSERT INTO network_interfaces (node_id, interface_type, ip_address, is_primary)
    SELECT id, 'ethernet', '192.168.0.80', TRUE FROM system_nodes WHERE node_name = 'ALPHA';
INSERT INTO software_versions (node_id, software_name, software_version)
    SELECT id, software, version FROM system_nodes, (VALUES ('PostgreSQL', '18.0'), ('pgvector', '0.8.1')) AS s (software, version)
    WHERE node_name = 'ALPHA';
INSERT INTO postgresql_configuration (node_id, setting_name, setting_value, is_active, requires_restart)
    SELECT id, setting, value, active, restart
    FROM system_nodes, (VALUES ('shared_buffers', '128MB', TRUE, FALSE), ('shared_buffers', '128GB', FALSE, TRUE)) AS s (setting, value, active, restart)
    WHERE node_name = 'ALPHA';
INSERT INTO services (node_id, service_name, service_type, port, status, started_at)
    SELECT id, service, type, port, state, started
    FROM system_nodes, (VALUES
        ('PostgreSQL', 'database', NULL, 'running', LOCALTIMESTAMP - interval '90 minutes'),
        ('Embedding Service', 'api', 8765, 'stopped', timestamp '2025-10-07 12:21:11')) AS s (service, type, port, state, started)
    WHERE node_name = 'ALPHA';
INSERT INTO replication_status (primary_node_id, replica_node_id, slot_name, state, sync_state, replay_lag_ms)
    SELECT a.id, b.id, 'beta_slot', 'streaming', 'async', 2 FROM system_nodes a, system_nodes b WHERE a.node_name = 'ALPHA' AND b.node_name = 'BETA';
INSERT INTO database_schemas (node_id, database_name, schema_name, table_name, column_name, data_type, is_nullable, is_primary_key, index_name,
                              index_type, metadata)
    SELECT id, 'aya_rag', 'public', tab, col, type, FALSE, pk, idx, am, meta::jsonb
    FROM system_nodes, (VALUES
        ('chunks', NULL, NULL, FALSE, NULL, NULL, '{"kind": "table", "bytes": 8192, "rows": 12}'),
        ('chunks', 'id', 'integer', TRUE, NULL, NULL, '{"position": 1}'),
        ('chunks', NULL, NULL, FALSE, 'idx_chunks_embedding', 'hnsw', '{}')) AS s (tab, col, type, pk, idx, am, meta)
    WHERE node_name = 'ALPHA';
INSERT INTO performance_metrics (node_id, metric_name, metric_value, metric_unit, measured_at)
    SELECT id, 'simple_query_time', value, 'ms', LOCALTIMESTAMP - age
    FROM system_nodes, (VALUES (10, interval '1 hour'), (20, interval '2 hours'), (1000, interval '25 hours')) AS m (value, age)
    WHERE node_name = 'ALPHA';
INSERT INTO performance_metrics_hourly (node_id, metric_name, metric_unit, bucket, samples, avg_value, min_value, max_value)
    SELECT id, 'simple_query_time', 'ms', LOCALTIMESTAMP - interval '5 hours', 2, 30, 25, 35 FROM system_nodes WHERE node_name = 'ALPHA';
INSERT INTO performance_metrics_daily (node_id, metric_name, metric_unit, bucket, samples, avg_value, min_value, max_value)
    SELECT id, 'simple_query_time', 'ms', LOCALTIMESTAMP - interval '40 days', 5, 2, 1, 3 FROM system_nodes WHERE node_name = 'ALPHA';
INSERT INTO system_state_snapshots (snapshot_name, snapshot_type, verification_status, tests_passed, tests_failed, state_json) VALUES
    ('Restore failed 2025-10-09', 'production', 'failed', 1, 2, '{}'),
    ('Production Verified 2025-10-09', 'production', 'partial', 3, 0, '{}');

INSERT INTO projects (project_path, name, has_docs, uses_shared_helper) VALUES
    ('07_BUILD_FACTORY/PRJ_Enterprise_Platform', 'PRJ_Enterprise_Platform', TRUE, TRUE),
    ('03_CORE_ENGINE/SCRIPTS', 'SCRIPTS', FALSE, NULL);
INSERT INTO codegraphx_enrichment (project_path) VALUES ('03_CORE_ENGINE/SCRIPTS');
INSERT INTO codegraphx_project_signals (project_path, files_analyzed, collector_files, collector_ratio) VALUES ('03_CORE_ENGINE/SCRIPTS', 4, 1, 0.25);
INSERT INTO files (project_path, file_path, in_scan) VALUES
    ('03_CORE_ENGINE/SCRIPTS', 'scan.py', TRUE), ('03_CORE_ENGINE/SCRIPTS', 'dedup.py', TRUE), ('03_CORE_ENGINE/SCRIPTS', 'left.py', FALSE);
INSERT INTO gap_findings (gap_type, severity, impact_score, recommended_action, scope, first_seen, closed_at) VALUES
    ('PROJECT_UNINDEXED', 'high', 5, 'Scan the project', '07_BUILD_FACTORY/PRJ_Enterprise_Platform', now(), NULL),
    ('ORPHANED_ARTIFACT_PATH', 'high', 3, 'Remove the artifact', '03_CORE_ENGINE/SCRIPTS', now() - interval '7 days', now()),
    ('FILE_MISSING_FROM_SCAN', 'critical', 1, 'Scan it again', '03_CORE_ENGINE/SCRIPTS', now(), NULL);
INSERT INTO action_queue (gap_id, title, impact, confidence, rationale, command, queued_at)
    SELECT id, 'Scan PRJ_Enterprise_Platform', 5, 0.5, 'Never scanned', '{"argv": ["v7", "scan"]}', first_seen + interval '90 seconds'
    FROM gap_findings WHERE gap_type = 'PROJECT_UNINDEXED';
INSERT INTO gap_events (gap_id, event, severity, because)
    SELECT id, 'opened', severity, 'Never scanned' FROM gap_findings, generate_series(1, 10001) WHERE gap_type = 'PROJECT_UNINDEXED';
ANALYZE gap_events;
INSERT INTO project_facts (project_path, detected_by, figures) VALUES
    ('03_CORE_ENGINE/SCRIPTS', 'manifest', '{"lines": 5000, "files": 40, "test_files": 2, "has_ci": true, "has_readme": true, "has_docs": false,
      "has_git": true, "has_license": false}');
INSERT INTO file_analyses (file_id, sha256, analyzer, parser, status)
    SELECT id, repeat('3f', 32), '1', 'none', 'failed' FROM files WHERE file_path = 'scan.py';
INSERT INTO codegraphx_file_signals (project_path, file_path, role, score, confidence, is_role, flips) VALUES
    ('03_CORE_ENGINE/SCRIPTS', 'dedup.py', 'fixer', 2, 0.4, FALSE, 3);
INSERT INTO meta_figures (week, figures) VALUES
    ('2025-10-06', '{"projects_fresh_pct": 50, "files_in_scan_pct": 66.7, "high_gaps_opened": 1, "high_gaps_closed": 1, "open_gaps": 2}');

INSERT INTO v7_files (path_bytes, path, component, pillar)
SELECT convert_to(path, 'UTF8'), path, component, pillar
FROM (VALUES
    ('03_CORE_ENGINE/SCRIPTS/v7_registry.py', '03_CORE_ENGINE', 'SCRIPTS'), ('03_CORE_ENGINE/SCRIPTS/v7_daily.py', '03_CORE_ENGINE', 'SCRIPTS'),
    ('07_BUILD_FACTORY/META_PRD.md', '07_BUILD_FACTORY', NULL), ('03_CORE_ENGINE/SCRIPTS/META_PRD.md', '03_CORE_ENGINE', 'SCRIPTS'),
    ('03_CORE_ENGINE/SCRIPTS/archive/META_PRD.md', '03_CORE_ENGINE', 'SCRIPTS'),
    ('Downloads/v7_search_api.py', NULL, NULL), ('Downloads/META_PRD.md', NULL, NULL), ('Downloads/invoice.pdf', NULL, NULL)) AS f (path, component, pillar);
UPDATE v7_files SET hash = repeat('3f', 32), size_bytes = 12000 WHERE path IN ('Downloads/META_PRD.md', '07_BUILD_FACTORY/META_PRD.md');
UPDATE v7_files SET file_type = 'code' WHERE path LIKE '%.py';
UPDATE v7_files SET hash = repeat('9b', 32), size_bytes = 70, metadata = '{"stamp": "one inode"}'
 WHERE path IN ('03_CORE_ENGINE/SCRIPTS/META_PRD.md', '03_CORE_ENGINE/SCRIPTS/archive/META_PRD.md');
INSERT INTO v7_sessions (actor, status, started_at, ended_at, files_created, files_modified, log_entries, stats) VALUES
    ('Arthur', 'ended', date_trunc('week', now()), date_trunc('week', now()) + interval '90 minutes', 3, 5, 2, '{"commits": 2}'),
    ('V7 Conductor', 'abandoned', date_trunc('week', now()), date_trunc('week', now()) + interval '30 minutes', 1, 0, 1, '{}'),
    ('Arthur', 'ended', now() - interval '100 weeks', now() - interval '100 weeks' + interval '1 hour', 9, 9, 9, '{"commits": 9}');
INSERT INTO v7_system_state (taken_at, triggered_by, total_files, total_size_bytes, files_by_component, empty_pillars, stale_files) VALUES
    (now() - interval '100 days', 'daily', 9, 90, '{"src": 9}', 1, 0),
    (now() - interval '9 days', 'daily', 12, 100, '{"src": 9, "Docs": 3}', 1, 0),
    (now() - interval '2 days', 'session', 10, 160, '{"src": 7, "Docs": 3}', 0, 2);
-- Two days that are closed, and what was foreseen after the first.
INSERT INTO v7_closed_days (day, time_zone, ended_at, source, figures, snapshot)
    SELECT day, 'UTC', day + 1, 'audit', '[{"phase": 1, "open": 2, "blocked": 0, "deferred": 0, "completed": 0, "baseline": 0}]', pg_current_snapshot()
    FROM (SELECT CURRENT_DATE - back AS day FROM generate_series(2, 1, -1) AS back) AS days;
INSERT INTO v7_forecasts (day, phase, method, seed, open, answers)
    SELECT CURRENT_DATE - 2, 0, 1, 1, 2,
        jsonb_build_array(jsonb_build_object('percentile', 50, 'outcome', 'date', 'days', 1, 'date', CURRENT_DATE - 1));

-- Checks of ALPHA: one that holds, one that held too long ago, one that does not.
INSERT INTO v7_verifications (address, check_name, status, expected, found, detail, verified_at, valid_until) VALUES
    ('node/ALPHA', 'embedding-port', 'verified', 'true', 'true', 'at 127.0.0.1', now(), now() + interval '1 day'),
    ('node/ALPHA', 'data-disk', 'verified', '500', '14304', 'gigabytes free', now() - interval '2 days', now() - interval '1 day'),
    ('node/ALPHA', 'postgresql', 'failed', '"running"', '"stopped"', NULL, now(), NULL);

INSERT INTO documentation_files (file_name, file_path, file_size_bytes, file_hash, category, sync_locations, is_latest) VALUES
    ('MASTER_PLAN.md', 'Docs/V7_Migration/MASTER_PLAN.md', 4096, repeat('a', 64), 'master_plan', '[]', false),
    ('MASTER_PLAN.md', 'Docs/V7_Migration/MASTER_PLAN.md', 5120, repeat('b', 64), 'master_plan',
     '[{"node": "BETA", "path": "/Volumes/DATA/AYA/docs", "state": "unknown"}]', true);
