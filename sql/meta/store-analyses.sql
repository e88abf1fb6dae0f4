-- What parsers made of files, and the roles that speak for each. A role that nothing speaks for any more goes; one that is decided
-- otherwise than before has flipped.
-- $1 run_id bigint, $2 analyzer text, $3 analyses jsonb
WITH given AS MATERIALIZED (
    SELECT (one ->> 'file_id')::bigint AS file_id, one ->> 'project_path' AS project_path, one ->> 'file_path' AS file_path,
           one ->> 'sha256' AS sha256, one -> 'analysis' AS analysis
      FROM jsonb_array_elements($3::jsonb) AS one
), kept AS (
    INSERT INTO file_analyses AS known (file_id, sha256, analyzer, parser, status, language, lines, code_lines, functions, complexity,
                                        max_complexity, is_test, is_entry, uses_shared_helper, run_id)
    SELECT file_id, sha256, $2::text, analysis ->> 'parser', analysis ->> 'status', analysis ->> 'language',
           (analysis ->> 'lines')::int, (analysis ->> 'code_lines')::int, (analysis ->> 'functions')::int,
           (analysis ->> 'complexity')::int, (analysis ->> 'max_complexity')::int, (analysis ->> 'is_test')::boolean,
           (analysis ->> 'is_entry')::boolean, (analysis ->> 'uses_shared_helper')::boolean, $1::bigint
      FROM given
        ON CONFLICT (file_id) DO UPDATE
       SET sha256 = EXCLUDED.sha256, analyzer = EXCLUDED.analyzer, parser = EXCLUDED.parser, status = EXCLUDED.status,
           language = EXCLUDED.language, lines = EXCLUDED.lines, code_lines = EXCLUDED.code_lines, functions = EXCLUDED.functions,
           complexity = EXCLUDED.complexity, max_complexity = EXCLUDED.max_complexity, is_test = EXCLUDED.is_test,
           is_entry = EXCLUDED.is_entry, uses_shared_helper = EXCLUDED.uses_shared_helper, run_id = EXCLUDED.run_id, analyzed_at = now()
), roles AS (
    SELECT project_path, file_path, role ->> 'role' AS role, (role ->> 'score')::numeric AS score,
           (role ->> 'confidence')::numeric AS confidence, (role ->> 'is_role')::boolean AS is_role, role -> 'evidence' AS evidence
      FROM given CROSS JOIN jsonb_array_elements(analysis -> 'roles') AS role
), dropped AS (
    DELETE FROM codegraphx_file_signals AS signal
     USING given
     WHERE signal.project_path = given.project_path AND signal.file_path = given.file_path
       AND NOT EXISTS (SELECT FROM roles
                        WHERE roles.project_path = signal.project_path AND roles.file_path = signal.file_path AND roles.role = signal.role)
)
INSERT INTO codegraphx_file_signals AS signal (project_path, file_path, role, score, confidence, is_role, evidence, run_id)
SELECT project_path, file_path, role, score, confidence, is_role, evidence, $1::bigint FROM roles
    ON CONFLICT (project_path, file_path, role) DO UPDATE
   SET score = EXCLUDED.score, confidence = EXCLUDED.confidence, evidence = EXCLUDED.evidence, run_id = EXCLUDED.run_id, updated_at = now(),
       is_role = EXCLUDED.is_role, flips = signal.flips + (signal.is_role <> EXCLUDED.is_role)::int
