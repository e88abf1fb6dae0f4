-- What must be so that a task counts as done: [{"criterion": "Every value has a successor", "met": false}].
ALTER TABLE v7_subworkflow_tasks ADD COLUMN acceptance JSONB;
