-- An enum plan may say in which database and schema its enum lies: `app/crm.ContactCurationStatus`. The target was there; the
-- schema is NULL in plans that are named by the type alone, and empty where the name says a target and no schema. Values keep
-- their order unless the plan says that it changes: sorting, comparing and ranges go by it.
ALTER TABLE v7_enum_migrations
    ADD COLUMN schema TEXT,
    ADD COLUMN reorder BOOLEAN;

DO $$
BEGIN
    -- Somebody's own table keeps its keys.
    IF NOT EXISTS (SELECT FROM v7_adoptions WHERE table_name = 'v7_enum_migrations') THEN
        DROP INDEX IF EXISTS v7_enum_migrations_current_name_key;
    END IF;
END $$;

-- One plan an enum. Plans that are named by the type alone are told apart by it, whatever their target.
CREATE UNIQUE INDEX v7_enum_migrations_type_key ON v7_enum_migrations ((coalesce(target, '')), (coalesce(schema, '')), current_enum_name);
CREATE UNIQUE INDEX v7_enum_migrations_plain_name_key ON v7_enum_migrations (current_enum_name) WHERE schema IS NULL;

-- What the plan of a row is called; a part is in quotes where it would be misread without.
CREATE FUNCTION v7_enum_plan_name(target TEXT, schema TEXT, type TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN schema IS NULL OR target IS NULL THEN ''
                WHEN target ~ '["/]' THEN '"' || replace(target, '"', '""') || '"/'
                ELSE target || '/' END
        || CASE WHEN coalesce(schema, '') = '' THEN ''
                WHEN schema ~ '["./]' THEN '"' || replace(schema, '"', '""') || '".'
                ELSE schema || '.' END
        || CASE WHEN type ~ '["./]' THEN '"' || replace(type, '"', '""') || '"' ELSE type END
$$;

CREATE OR REPLACE FUNCTION v7_removable_kinds() RETURNS TABLE (kind TEXT, segment TEXT, table_name TEXT, name_sql TEXT)
LANGUAGE sql IMMUTABLE AS $$
    VALUES ('Phase', 'phase', 'v7_migration_workflow', 'phase_number::text'),
           ('Task', 'task', 'v7_subworkflow_tasks', 'parent_phase || ''.'' || task_number'),
           ('EnumPlan', 'enum', 'v7_enum_migrations', 'v7_enum_plan_name(target, schema, current_enum_name)'),
           ('Impact', 'impact', 'v7_global_impacts', 'impact_key'),
           ('FilePlan', 'fileplan', 'file_audit', 'file_path'),
           ('RoleOverride', 'roleoverride', 'role_overrides', 'project_path || ''//'' || file_path || ''//'' || role')
$$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION v7_removable_kinds() SET search_path = %I, pg_temp', current_schema());
END $$;
