-- Test results as evidence: of which case and run, at which commit and content of the file, written by whose login.
ALTER TABLE v7_test_results
    ADD COLUMN case_name TEXT,
    ADD COLUMN test_file TEXT,              -- where the case is written, as its report says
    ADD COLUMN commit_sha TEXT,             -- HEAD, when the result was written
    ADD COLUMN blob_id TEXT,                -- git's id of what v7_file_path held; NULL: the result is of no known content
    ADD COLUMN source_file TEXT,            -- the report
    ADD COLUMN source_sha256 TEXT,
    ADD COLUMN case_number INTEGER,         -- its place in the report, from 1
    ADD COLUMN recorded_by TEXT,            -- the login, whatever tested_by says
    ADD COLUMN recorded_at TIMESTAMPTZ;
ALTER TABLE v7_test_results
    ALTER COLUMN recorded_by SET DEFAULT session_user,
    ALTER COLUMN recorded_at SET DEFAULT now();

-- However many import a report at once, each of its cases is there once.
CREATE UNIQUE INDEX v7_test_results_source_key ON v7_test_results (source_sha256, (coalesce(commit_sha, '')), case_number);
CREATE INDEX idx_test_results_file ON v7_test_results (v7_file_path);
CREATE INDEX idx_test_results_recorded_at ON v7_test_results (recorded_at DESC);

-- Results are written once and are a record themselves. Whatever else somebody does to them is in the audit.
DO $$
DECLARE
    call text := 'v7_audit(''test'', ''id'', '''', ''{retest_required}'')';
BEGIN
    EXECUTE format('CREATE TRIGGER v7_audit_update AFTER UPDATE ON v7_test_results REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION %s', call);
    EXECUTE format('CREATE TRIGGER v7_audit_delete AFTER DELETE ON v7_test_results REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION %s', call);
    EXECUTE format('CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON v7_test_results
        FOR EACH STATEMENT EXECUTE FUNCTION %s', call);
    EXECUTE format('CREATE TRIGGER v7_audit_truncated_rows BEFORE TRUNCATE ON v7_test_results
        FOR EACH STATEMENT EXECUTE FUNCTION %s', call);
END $$;
