-- One collector at a time writes what it found. Readers are not held up.
LOCK TABLE project_facts IN SHARE ROW EXCLUSIVE MODE
