INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona, approval_notes)
VALUES (8, 'Epilogue', 'The Architect', E'Started by hand:\n- nobody told v7');
INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status, blockers)
SELECT 8, n, 'Clean up after phase ' || n, 'Layer 1 Guardian', 'pending', CASE n WHEN 2 THEN ARRAY['BETA is down'] END
FROM generate_series(1, 14) n;
UPDATE v7_subworkflow_tasks t SET dependencies = ARRAY[first.id]
FROM v7_subworkflow_tasks first WHERE t.task_number = 2 AND first.task_number = 1;
UPDATE v7_subworkflow_tasks SET responsible_persona = 'Arthur' WHERE task_number = 13;
UPDATE v7_subworkflow_tasks SET status = 'half done' WHERE task_number = 14;
