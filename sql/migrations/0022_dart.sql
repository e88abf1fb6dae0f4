-- Completion reports that were taken into a task: [{"document": "aB3dE5fG7hJ9", "sha256": "…", "commit": "1f3a9c2", "summary": "…"}].
ALTER TABLE v7_subworkflow_tasks ADD COLUMN dart_reports JSONB;

-- What documents and DART last agreed on, a task each: the third side of a push, and who is who where a document lost its id.
CREATE TABLE v7_dart_tasks (
    dart_task_id VARCHAR(100) PRIMARY KEY,
    dart_task_url TEXT NOT NULL,
    task_name VARCHAR(100) NOT NULL,
    title TEXT,
    status VARCHAR(50),
    agreed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
