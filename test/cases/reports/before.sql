INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona, status) VALUES
    (1, 'Assessment', 'The Architect', 'in_progress'), (2, 'Design', 'Layer Guardians', 'not_started');
INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status, started_at) VALUES
    (1, 1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', 'in_progress', '2025-08-07 21:30:00'),
    (1, 2, 'Map enum values', 'Layer 1 Data Sentinel', 'pending', NULL);
INSERT INTO system_nodes (node_name, node_role, ram_gb) VALUES ('ALPHA', 'primary', 512), ('BETA', 'replica', 256), ('AIR', 'client', NULL);
INSERT INTO network_interfaces (node_id, ip_address, is_primary) SELECT id, '192.168.0.80', TRUE FROM system_nodes WHERE node_name = 'ALPHA';
