-- A task that changes moves its phase's updated_at: the guide's evening (7.4) does so by hand, by a column of the wrong table.

-- The audit has the task's own record. A phase that was only touched has none, so that nobody is said to have changed it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_trigger WHERE tgname = 'v7_audit_update' AND tgrelid = 'v7_migration_workflow'::regclass) THEN
        CREATE OR REPLACE TRIGGER v7_audit_update AFTER UPDATE ON v7_migration_workflow
            REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('phase', 'id', '', '{updated_at}');
    END IF;
END $$;

-- With its owner's rights: whoever writes tasks need not be allowed to write phases.
CREATE FUNCTION v7_touch_phases() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    touched integer[];
BEGIN
    -- Somebody's own table must not move phases.
    IF TG_TABLE_SCHEMA <> current_schema() OR TG_TABLE_NAME <> 'v7_subworkflow_tasks' THEN
        RAISE EXCEPTION 'v7_touch_phases serves v7_subworkflow_tasks of schema % only', current_schema();
    END IF;
    -- Phases that are somebody else's table: their statement must not fail for it.
    IF NOT has_table_privilege('v7_migration_workflow', 'SELECT, UPDATE') THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT parent_phase) INTO touched FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT parent_phase) INTO touched FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT p.phase) INTO touched
          FROM old_rows o FULL JOIN new_rows n ON o.id = n.id
         CROSS JOIN LATERAL (VALUES (o.parent_phase), (n.parent_phase)) AS p (phase)
         WHERE (o *= n) IS NOT TRUE;
    END IF;
    UPDATE v7_migration_workflow SET updated_at = CURRENT_TIMESTAMP
     WHERE phase_number = ANY (touched) AND updated_at IS DISTINCT FROM CURRENT_TIMESTAMP::timestamp;
    RETURN NULL;
END $$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION v7_touch_phases() SET search_path = %I, pg_temp', current_schema());
END $$;

CREATE TRIGGER v7_touch_phases_insert AFTER INSERT ON v7_subworkflow_tasks REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_touch_phases();
CREATE TRIGGER v7_touch_phases_update AFTER UPDATE ON v7_subworkflow_tasks REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_touch_phases();
CREATE TRIGGER v7_touch_phases_delete AFTER DELETE ON v7_subworkflow_tasks REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION v7_touch_phases();
