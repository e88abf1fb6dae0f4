-- The audit: whatever anybody inserts, changes, deletes or truncates in a managed table leaves records in change_log.
-- Only the reason comes from a session variable, because a session can set those to anything.

-- Trigger arguments: kind (change_type), key column, node column or '', columns that collectors observe (not audited
-- when updated). Rows pair by key; a changed key is a delete and an insert. EXECUTE plans with the true row counts.
CREATE FUNCTION v7_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    changed_rows text;
BEGIN
    -- Somebody's own table must not write into the audit under a managed table's name.
    IF TG_TABLE_SCHEMA <> current_schema() THEN
        RAISE EXCEPTION 'v7_audit serves the tables of schema % only', current_schema();
    END IF;
    changed_rows := CASE TG_OP
        WHEN 'INSERT' THEN
            'SELECT ''insert'' AS operation, to_jsonb(n) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM new_rows n'
        WHEN 'DELETE' THEN
            'SELECT ''delete'' AS operation, to_jsonb(o) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM old_rows o'
        WHEN 'TRUNCATE' THEN
            'SELECT ''truncate'' AS operation, NULL::jsonb AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns'
        ELSE format(
            'SELECT CASE WHEN p.old IS NULL THEN ''insert'' WHEN p.new IS NULL THEN ''delete'' ELSE ''update'' END AS operation,
                coalesce(p.new, p.old) AS whole, d.old, d.new, d.columns
             FROM (SELECT to_jsonb(o) AS old, to_jsonb(n) AS new FROM old_rows o FULL JOIN new_rows n ON o.%1$I = n.%1$I
                   WHERE (o *= n) IS NOT TRUE OFFSET 0) p
             CROSS JOIN LATERAL (
                SELECT jsonb_object_agg(e.key, e.value) AS old, jsonb_object_agg(e.key, p.new -> e.key) AS new,
                    string_agg(e.key, '', '') AS columns
                FROM jsonb_each(p.old - $4) e WHERE e.value IS DISTINCT FROM p.new -> e.key) d
             WHERE p.old IS NULL OR p.new IS NULL OR d.old IS NOT NULL', TG_ARGV[1])
    END;
    EXECUTE format(
        'INSERT INTO change_log (node_id, change_type, table_affected, record_id, record_key, operation, change_description,
            old_value, new_value, changed_by, application, txid, change_reason, created_at)
         SELECT (SELECT s.id FROM system_nodes s WHERE s.id = (c.whole ->> $3)::integer), $1, %L,
            CASE WHEN jsonb_typeof(c.whole -> $2) = ''number'' AND (c.whole -> $2)::numeric BETWEEN -2147483648 AND 2147483647
                THEN (c.whole -> $2)::integer END,
            c.whole ->> $2, c.operation,
            $1 || CASE c.operation WHEN ''insert'' THEN '' added'' WHEN ''delete'' THEN '' removed''
                WHEN ''update'' THEN '' changed: '' || c.columns ELSE '': every row removed by TRUNCATE'' END,
            CASE c.operation WHEN ''delete'' THEN c.whole WHEN ''update'' THEN c.old END,
            CASE c.operation WHEN ''insert'' THEN c.whole WHEN ''update'' THEN c.new END,
            session_user, current_setting(''application_name''), pg_current_xact_id(),
            nullif(current_setting(''v7.reason'', true), ''''), transaction_timestamp()
         FROM (%s OFFSET 0) c', TG_TABLE_NAME, changed_rows)
    USING TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]::text[];
    RETURN NULL;
END $$;

-- v7_resources: `spec` alone is live data. Kind and address of a record are the resource's own.
CREATE FUNCTION v7_audit_resources() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    changed_rows text;
BEGIN
    IF TG_TABLE_SCHEMA <> current_schema() OR TG_TABLE_NAME <> 'v7_resources' THEN
        RAISE EXCEPTION 'v7_audit_resources serves v7_resources of schema % only', current_schema();
    END IF;
    changed_rows := CASE TG_OP
        WHEN 'INSERT' THEN
            'SELECT ''insert'' AS operation, address, NULL::jsonb AS old, v7_audited_resource(address, kind, name, spec) AS new
             FROM new_rows WHERE spec <> ''{}'''
        WHEN 'DELETE' THEN
            'SELECT ''delete'' AS operation, address, v7_audited_resource(address, kind, name, spec) AS old, NULL::jsonb AS new
             FROM old_rows WHERE spec <> ''{}'''
        WHEN 'TRUNCATE' THEN
            'SELECT ''truncate'' AS operation, NULL AS address, NULL::jsonb AS old, NULL::jsonb AS new'
        ELSE
            'SELECT CASE WHEN o.address IS NULL OR o.spec = ''{}'' THEN ''insert''
                WHEN n.address IS NULL OR n.spec = ''{}'' THEN ''delete'' ELSE ''update'' END AS operation,
                coalesce(n.address, o.address) AS address,
                CASE WHEN n.address IS NULL OR n.spec = ''{}'' THEN v7_audited_resource(o.address, o.kind, o.name, o.spec)
                    WHEN o.spec <> ''{}'' THEN jsonb_build_object(''spec'', o.spec) END AS old,
                CASE WHEN o.address IS NULL OR o.spec = ''{}'' THEN v7_audited_resource(n.address, n.kind, n.name, n.spec)
                    WHEN n.spec <> ''{}'' THEN jsonb_build_object(''spec'', n.spec) END AS new
             FROM old_rows o FULL JOIN new_rows n ON o.address = n.address
             WHERE coalesce(o.spec, ''{}'') <> coalesce(n.spec, ''{}'')'
    END;
    EXECUTE format(
        'INSERT INTO change_log (change_type, table_affected, record_key, operation, change_description,
            old_value, new_value, changed_by, application, txid, change_reason, created_at)
         SELECT coalesce(split_part(c.address, ''/'', 1), ''resource''), ''v7_resources'', c.address, c.operation,
            CASE c.operation WHEN ''insert'' THEN c.address || '' added'' WHEN ''delete'' THEN c.address || '' removed''
                WHEN ''update'' THEN c.address || '' changed'' ELSE ''every resource removed by TRUNCATE'' END,
            c.old, c.new,
            session_user, current_setting(''application_name''), pg_current_xact_id(),
            nullif(current_setting(''v7.reason'', true), ''''), transaction_timestamp()
         FROM (%s) c', changed_rows);
    RETURN NULL;
END $$;

CREATE FUNCTION v7_audited_resource(address text, kind text, name text, spec jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('address', address, 'kind', kind, 'name', name, 'spec', spec)
$$;

CREATE FUNCTION v7_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'object_not_in_prerequisite_state',
              HINT = 'Record a correction as a new row; v7_archive_changes(before) moves old rows.';
END $$;

-- Moves older records to the archive and returns their number. Only the owner of change_log may suspend its trigger.
CREATE FUNCTION v7_archive_changes(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    moved bigint;
BEGIN
    ALTER TABLE change_log DISABLE TRIGGER change_log_append_only;
    WITH old_records AS (
        DELETE FROM change_log WHERE created_at < before
        RETURNING id, node_id, change_type, change_category, table_affected, record_id, change_description, old_value, new_value,
            changed_by, change_reason, verification_status, created_at, record_key, operation, application, txid)
    INSERT INTO change_log_archive (id, node_id, change_type, change_category, table_affected, record_id, change_description,
        old_value, new_value, changed_by, change_reason, verification_status, created_at, record_key, operation, application, txid)
    SELECT id, node_id, change_type, change_category, table_affected, record_id, change_description, old_value, new_value,
        changed_by, change_reason, verification_status, created_at, record_key, operation, application, txid
    FROM old_records;
    GET DIAGNOSTICS moved = ROW_COUNT;
    ALTER TABLE change_log ENABLE TRIGGER change_log_append_only;
    RETURN moved;
END $$;

CREATE INDEX idx_change_log_archive_record ON change_log_archive (table_affected, record_key);
CREATE TRIGGER change_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change_log
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();
CREATE TRIGGER change_log_archive_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change_log_archive
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

-- Every record, archived or not, in the order of id.
CREATE VIEW v7_change_history AS
SELECT id, node_id, change_type, change_category, table_affected, record_id, record_key, operation, change_description,
    old_value, new_value, changed_by, application, txid, change_reason, verification_status, created_at, FALSE AS archived
FROM change_log
UNION ALL
SELECT id, node_id, change_type, change_category, table_affected, record_id, record_key, operation, change_description,
    old_value, new_value, changed_by, application, txid, change_reason, verification_status, created_at, TRUE
FROM change_log_archive;

-- A SECURITY DEFINER function must find its own tables first and temporary ones last, in whatever schema this is.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION v7_audit() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION v7_audit_resources() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION v7_archive_changes(timestamptz) SET search_path = %I, pg_temp', current_schema());
END $$;

DO $$
DECLARE
    audited record;
BEGIN
    FOR audited IN
        SELECT * FROM (VALUES
            ('v7_migration_workflow',    'v7_audit(''phase'', ''id'', '''', ''{}'')'),
            ('v7_subworkflow_tasks',     'v7_audit(''task'', ''id'', '''', ''{}'')'),
            ('v7_enum_migrations',       'v7_audit(''enum'', ''id'', '''', ''{}'')'),
            ('v7_global_impacts',        'v7_audit(''impact'', ''id'', '''', ''{}'')'),
            ('file_audit',               'v7_audit(''file'', ''id'', '''', ''{}'')'),
            ('system_nodes',             'v7_audit(''node'', ''id'', ''id'', ''{}'')'),
            ('network_interfaces',       'v7_audit(''interface'', ''id'', ''node_id'', ''{}'')'),
            ('services',                 'v7_audit(''service'', ''id'', ''node_id'', ''{process_id,status,started_at,updated_at}'')'),
            ('software_versions',        'v7_audit(''software'', ''id'', ''node_id'', ''{software_version,architecture,runtime_mode,install_path,is_active,metadata,installed_at,updated_at}'')'),
            ('postgresql_configuration', 'v7_audit(''configuration'', ''id'', ''node_id'', ''{setting_value,setting_unit,setting_category,context,is_active,requires_restart,metadata,updated_at}'')'),
            ('replication_status',       'v7_audit(''replication'', ''id'', ''primary_node_id'', ''{state,sync_state,replay_lag_ms,bytes_lag,last_check,updated_at}'')'),
            ('v7_resources',             'v7_audit_resources()')
        ) AS t (table_name, call)
        -- Rows of an older file_audit without an id cannot be named.
        WHERE table_name = 'v7_resources' OR EXISTS (
            SELECT FROM pg_attribute WHERE attrelid = t.table_name::regclass AND attname = 'id' AND NOT attisdropped)
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
