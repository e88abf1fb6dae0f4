-- Who has taken a task, and until when nobody else does.
ALTER TABLE v7_subworkflow_tasks ADD COLUMN claimed_by TEXT;
ALTER TABLE v7_subworkflow_tasks ADD COLUMN claimed_until TIMESTAMP;
