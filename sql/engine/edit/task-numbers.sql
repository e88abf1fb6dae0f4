-- The numbers that tasks of a phase have in the database.
-- $1 phase integer
SELECT task_number AS number FROM v7_subworkflow_tasks WHERE parent_phase = $1
