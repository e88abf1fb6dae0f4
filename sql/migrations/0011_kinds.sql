-- More kinds are declared: what they write is audited, and their rows are kept as those of the others are.

-- A row of role_overrides had no single key that audit records could name.
ALTER TABLE role_overrides ADD COLUMN id BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT role_overrides_id_key UNIQUE;

CREATE OR REPLACE FUNCTION v7_removable_kinds() RETURNS TABLE (kind TEXT, segment TEXT, table_name TEXT, name_sql TEXT)
LANGUAGE sql IMMUTABLE AS $$
    VALUES ('Phase', 'phase', 'v7_migration_workflow', 'phase_number::text'),
           ('Task', 'task', 'v7_subworkflow_tasks', 'parent_phase || ''.'' || task_number'),
           ('EnumPlan', 'enum', 'v7_enum_migrations', 'current_enum_name'),
           ('Impact', 'impact', 'v7_global_impacts', 'impact_key'),
           ('FilePlan', 'fileplan', 'file_audit', 'file_path'),
           ('RoleOverride', 'roleoverride', 'role_overrides', 'project_path || ''//'' || file_path || ''//'' || role')
$$;

DO $$
DECLARE
    audited record;
BEGIN
    EXECUTE format('ALTER FUNCTION v7_removable_kinds() SET search_path = %I, pg_temp', current_schema());
    FOR audited IN
        SELECT * FROM (VALUES
            ('projects',       'v7_audit(''project'', ''id'', '''', ''{has_docs,has_tests,uses_shared_helper,last_seen}'')'),
            ('role_overrides', 'v7_audit(''role'', ''id'', '''', ''{}'')')
        ) AS t (table_name, call)
    LOOP
        EXECUTE format('CREATE TRIGGER v7_audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %s', audited.table_name, audited.call);
        EXECUTE format('CREATE TRIGGER v7_audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %s', audited.table_name, audited.call);
        EXECUTE format('CREATE TRIGGER v7_audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %s', audited.table_name, audited.call);
        EXECUTE format('CREATE TRIGGER v7_audit_truncate AFTER TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION %s', audited.table_name, audited.call);
    END LOOP;
END $$;

CREATE TRIGGER v7_guard_delete BEFORE DELETE ON role_overrides
    FOR EACH ROW WHEN (v7_is_guarded('role_overrides')) EXECUTE FUNCTION v7_guard_removal('RoleOverride');

-- Rows that are history are taken out of use, never deleted: logins that apply cannot do it either. They need the right to
-- delete for their lock on the table, so a guard keeps the rows.
CREATE FUNCTION v7_guard_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
BEGIN
    INSERT INTO v7_refusals (action, table_affected, record_key, because)
    VALUES ('delete', TG_TABLE_NAME, to_jsonb(OLD) ->> 'id', 'is history: such rows are taken out of use');
    RAISE WARNING 'v7 keeps row % of %: it is history and is taken out of use', to_jsonb(OLD) ->> 'id', TG_TABLE_NAME;
    RETURN NULL;
END $$;

DO $$
DECLARE
    kept text;
BEGIN
    EXECUTE format('ALTER FUNCTION v7_guard_history() SET search_path = %I, pg_temp', current_schema());
    FOREACH kept IN ARRAY ARRAY['system_nodes', 'network_interfaces', 'services', 'replication_status', 'projects'] LOOP
        EXECUTE format('CREATE TRIGGER v7_guard_delete BEFORE DELETE ON %I FOR EACH ROW WHEN (v7_is_guarded(%L))
            EXECUTE FUNCTION v7_guard_history()', kept, kept);
    END LOOP;
END $$;
