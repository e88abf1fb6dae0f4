-- The roles of v7 for the tables in schema {schema}. Run by whoever owns these tables and may create roles:
--   v7 db grants | psql "$URL"
-- May be run again: after a migration it covers what is new.
-- Then give people and programs their memberships, one each, and the reading login a password:
--   CREATE ROLE ci LOGIN; GRANT v7_apply TO ci;             -- applies
--   CREATE ROLE arthur LOGIN; GRANT v7_approve TO arthur;   -- approves as a persona whose document names it
--   \password v7_ro                                         -- reads
--   v7_owner is who runs this: migrates. Nobody applies as that: it approves for everybody.
BEGIN;
SET LOCAL search_path = {schema};
SET LOCAL client_min_messages = warning;

DO $$
BEGIN
    IF to_regrole('v7_owner') IS NULL THEN CREATE ROLE v7_owner NOLOGIN; END IF;
    IF to_regrole('v7_apply') IS NULL THEN CREATE ROLE v7_apply NOLOGIN; END IF;
    IF to_regrole('v7_approve') IS NULL THEN CREATE ROLE v7_approve NOLOGIN; END IF;
    IF to_regrole('v7_ro') IS NULL THEN
        CREATE ROLE v7_ro LOGIN;
        ALTER ROLE v7_ro SET default_transaction_read_only = on;
    END IF;
END $$;

-- v7_owner: migrates. What this login owns of v7 becomes the role's; adopted tables stay with their owners.
GRANT v7_owner TO CURRENT_USER;
GRANT USAGE, CREATE ON SCHEMA {schema} TO v7_owner;
DO $$
DECLARE
    owned record;
BEGIN
    FOR owned IN
        SELECT format('ALTER TABLE %s OWNER TO v7_owner', c.oid::regclass) AS command
        FROM pg_class c WHERE c.oid = ANY ({relations}::regclass[]) AND c.relowner = current_user::regrole
        UNION ALL
        SELECT format('ALTER FUNCTION %s OWNER TO v7_owner', p.oid::regprocedure)
        FROM pg_proc p WHERE p.pronamespace = quote_ident(current_schema())::regnamespace AND p.proname = ANY ({functions})
          AND p.proowner = current_user::regrole
    LOOP
        EXECUTE owned.command;
    END LOOP;
END $$;

-- Everybody reads. Only who applies knows the apply lock's key: whoever knows it can hold up every apply.
GRANT USAGE ON SCHEMA {schema} TO v7_apply, v7_approve, v7_ro;
GRANT SELECT ON {relation_list} TO v7_apply, v7_approve, v7_ro;
REVOKE SELECT ON v7_state FROM v7_approve, v7_ro;
GRANT SELECT (singleton, lineage, serial, project, commit_sha, applied_at) ON v7_state TO v7_approve, v7_ro;

-- What acts with its owner's rights is for those who apply or approve: to a reader it would be a way to write, refusals at least.
REVOKE EXECUTE ON FUNCTION v7_approve(jsonb, text, text), v7_revoke(text, text), v7_admit(uuid) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION v7_ask(jsonb, text, text), v7_accept(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION v7_approve(jsonb, text, text), v7_revoke(text, text) TO v7_apply, v7_approve;
GRANT EXECUTE ON FUNCTION v7_ask(jsonb, text, text), v7_accept(jsonb) TO v7_apply, v7_approve;
GRANT EXECUTE ON FUNCTION v7_admit(uuid) TO v7_apply;

-- v7_apply: writes declared rows and the story of its applies. It renames no row's key, and writes no approval.
{writes}
DO $$
DECLARE
    numbered record;
BEGIN
    FOR numbered IN
        SELECT DISTINCT pg_get_serial_sequence(quote_ident(t), a.attname) AS name
        FROM unnest({written} || ARRAY['software_versions', 'postgresql_configuration', 'documentation_files',
                                       'system_state_snapshots', 'database_schemas', 'performance_metrics']) AS t
        JOIN pg_attribute a ON a.attrelid = to_regclass(quote_ident(t))
        WHERE a.attnum > 0 AND NOT a.attisdropped AND pg_get_serial_sequence(quote_ident(t), a.attname) IS NOT NULL
    LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO v7_apply', numbered.name);
    END LOOP;
END $$;
GRANT INSERT, UPDATE, DELETE ON v7_resources TO v7_apply;
GRANT INSERT (plan_id, actor, host, process_id, commit_sha, branch, dirty, reason, tool_version, overrides) ON v7_applies TO v7_apply;
GRANT UPDATE (status, because, finished_at, serial, summary, plan, approvals) ON v7_applies TO v7_apply;
GRANT INSERT (plan_id, plan, created_by, asked_from) ON v7_plans TO v7_apply;
GRANT UPDATE (serial, commit_sha, project, applied_at) ON v7_state TO v7_apply;
-- And what was observed of machines, which nobody declares. Nothing of it is ever deleted.
GRANT INSERT (node_name, fact, value, source, observed_at) ON v7_node_facts TO v7_apply;
GRANT INSERT (file_name, file_path, file_size_bytes, file_hash, category, description, content, sync_locations),
      UPDATE (is_latest, category, description, sync_locations) ON documentation_files TO v7_apply;
GRANT INSERT (address, check_name, status, expected, found, detail, duration_ms, tries, valid_until) ON v7_verifications TO v7_apply;
GRANT INSERT (snapshot_name, snapshot_type, description, verification_status, tests_passed, tests_failed, state_json,
              created_by) ON system_state_snapshots TO v7_apply;
GRANT INSERT ON software_versions, postgresql_configuration TO v7_apply;
GRANT UPDATE (software_version, architecture, runtime_mode, install_path, is_active) ON software_versions TO v7_apply;
GRANT UPDATE (setting_unit, setting_category, context, is_active, requires_restart) ON postgresql_configuration TO v7_apply;
GRANT UPDATE (process_id, status, started_at) ON services TO v7_apply;
GRANT UPDATE (state, sync_state, replay_lag_ms, bytes_lag, last_check) ON replication_status TO v7_apply;
-- But for what their databases are made of, which is the latest that was seen.
GRANT INSERT, UPDATE (metadata), DELETE ON database_schemas TO v7_apply;

-- And records and rolls up measurements: what is deleted was counted into a coarser row. Whether snapshots may go is the owner's to say:
--   GRANT DELETE ON system_state_snapshots TO v7_apply;   -- v7 maintain then keeps ten of the automated ones
GRANT INSERT (node_id, metric_category, metric_name, metric_value, metric_unit, test_type, metadata, measured_at) ON performance_metrics
   TO v7_apply;
GRANT DELETE ON performance_metrics TO v7_apply;
GRANT INSERT, UPDATE, DELETE ON performance_metrics_hourly, performance_metrics_daily TO v7_apply;

-- And writes down results of tests, as the login that it is; of one that is there it says no more than that it is to be had again.
GRANT INSERT (test_type, component_tested, v7_file_path, test_status, error_details, performance_metrics, backwards_compatible,
              tested_by, tested_at, retest_required, notes, phase, task, case_name, test_file, commit_sha, blob_id, source_file,
              source_sha256, case_number),
      UPDATE (retest_required) ON v7_test_results TO v7_apply;

-- And records git's history: adds commits and changes, says what became of a commit, and deletes none.
GRANT INSERT, UPDATE (parents, rewritten_as) ON v7_commits TO v7_apply;
GRANT INSERT, UPDATE (file_id) ON v7_changes TO v7_apply;

-- And keeps sessions, snapshots and the runs of its own maintenance.
GRANT INSERT (actor, title),
      UPDATE (log_path, log_entries, ended_at, status, files_created, files_modified, files_deleted, stats) ON v7_sessions TO v7_apply;
GRANT INSERT ON v7_system_state TO v7_apply;
GRANT INSERT, UPDATE (status, finished_at, duration_ms, counts, errors, checkpoint) ON ingest_runs TO v7_apply;

-- And closes days, and keeps the forecasts that were made of them. Neither is ever changed.
GRANT INSERT ON v7_closed_days, v7_forecasts TO v7_apply;

-- And remembers what DART and the documents agree on.
GRANT INSERT, UPDATE ON v7_dart_tasks TO v7_apply;

-- And remembers what was done to enums of other databases; the truth is in those.
GRANT INSERT, UPDATE ON v7_enum_deeds TO v7_apply;

-- And holds a scan against the registry in temporary tables, also where PUBLIC may make none.
GRANT TEMPORARY ON DATABASE {database} TO v7_apply;

-- And registers files, and those outside the repository. What is gone is marked, never deleted.
GRANT INSERT, UPDATE ON v7_files, v7_external_sources, files TO v7_apply;

-- And collects what there is: projects and their files, what parsers make of them, gaps and their story, what to do next.
GRANT UPDATE (has_docs, has_tests, uses_shared_helper, last_seen) ON projects TO v7_apply;
GRANT INSERT, UPDATE ON project_facts, codegraphx_enrichment, codegraphx_project_signals, gap_findings, action_queue, meta_figures
   TO v7_apply;
GRANT INSERT, UPDATE, DELETE ON file_analyses, codegraphx_file_signals TO v7_apply;
GRANT INSERT ON gap_events TO v7_apply;
GRANT UPDATE (artifacts, resumed_from) ON ingest_runs TO v7_apply;

-- v7_approve: reads, and calls v7_approve(), which asks Persona whom the login speaks for; asks about plans, accepts what rows hold.
COMMIT;

-- What everybody may do through PUBLIC is the database owner's to take away:
--   REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;
--   REVOKE CREATE ON SCHEMA public FROM PUBLIC;
-- And a superuser's, in this database:
--   REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) FROM PUBLIC;
