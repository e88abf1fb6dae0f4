INSERT INTO v7_migration_workflow (phase_number, phase_name, status, lead_persona, approval_notes)
VALUES (1, 'Assessment', 'not_started', 'Arthur', 'Started by hand');
