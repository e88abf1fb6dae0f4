CREATE TABLE ids_before (id UUID, task_name TEXT);
