-- Adds results. Who writes them is the login; a component that nobody names is the registered one of the file, else what the
-- test is written in.
-- $1 results json
INSERT INTO v7_test_results (test_type, component_tested, v7_file_path, test_status, error_details, performance_metrics,
                             backwards_compatible, tested_by, tested_at, retest_required, notes, phase, task, case_name,
                             test_file, commit_sha, blob_id, source_file, source_sha256, case_number)
SELECT g.type,
       left(COALESCE(g.component,
           (SELECT f.component FROM v7_files f WHERE f.path = g.path AND f.deleted_at IS NULL LIMIT 1),
           (SELECT f.component FROM v7_files f WHERE f.path = g.test_file AND f.deleted_at IS NULL LIMIT 1),
           g.test_file, g.path, 'unknown'), 500),
       g.path, g.status, g.error, g.metrics, g.compatible, left(COALESCE(g.tested_by, session_user), 100),
       g.tested_at AT TIME ZONE 'UTC', g.retest, g.notes, g.phase, g.task, g."case",
       g.test_file, g.commit, g.blob, g.source, g.source_sha256, g.number
  FROM json_to_recordset($1::json) AS g (
       type text, component text, path text, status text, error text, metrics jsonb, compatible boolean, tested_by text,
       tested_at timestamptz, retest boolean, notes text, phase integer, task text, "case" text, test_file text,
       commit text, blob text, source text, source_sha256 text, number integer)
    ON CONFLICT DO NOTHING
