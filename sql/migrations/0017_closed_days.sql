-- What burndown, velocity and forecasts stand on: an audit that also holds what a TRUNCATE removes, days whose figures are
-- closed once and never change, and the forecasts that were made.

-- As 0006 has it; called BEFORE TRUNCATE, it records each row that is about to go.
CREATE OR REPLACE FUNCTION v7_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    changed_rows text;
BEGIN
    -- Somebody's own table must not write into the audit under a managed table's name.
    IF TG_TABLE_SCHEMA <> current_schema() THEN
        RAISE EXCEPTION 'v7_audit serves the tables of schema % only', current_schema();
    END IF;
    -- A guest's owner may have no right to read what somebody else truncates: their statement must not fail for it.
    IF TG_WHEN = 'BEFORE' AND NOT has_table_privilege(TG_RELID, 'SELECT') THEN
        RETURN NULL;
    END IF;
    changed_rows := CASE
        WHEN TG_WHEN = 'BEFORE' THEN format(
            'SELECT ''delete'' AS operation, to_jsonb(o) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM %I o',
            TG_TABLE_NAME)
        WHEN TG_OP = 'INSERT' THEN
            'SELECT ''insert'' AS operation, to_jsonb(n) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM new_rows n'
        WHEN TG_OP = 'DELETE' THEN
            'SELECT ''delete'' AS operation, to_jsonb(o) AS whole, NULL::jsonb AS old, NULL::jsonb AS new, NULL::text AS columns FROM old_rows o'
        WHEN TG_OP = 'TRUNCATE' THEN
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

CREATE OR REPLACE FUNCTION v7_audit_resources() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    changed_rows text;
BEGIN
    IF TG_TABLE_SCHEMA <> current_schema() OR TG_TABLE_NAME <> 'v7_resources' THEN
        RAISE EXCEPTION 'v7_audit_resources serves v7_resources of schema % only', current_schema();
    END IF;
    changed_rows := CASE
        WHEN TG_WHEN = 'BEFORE' THEN
            'SELECT ''delete'' AS operation, address, v7_audited_resource(address, kind, name, spec) AS old, NULL::jsonb AS new
             FROM v7_resources WHERE spec <> ''{}'''
        WHEN TG_OP = 'INSERT' THEN
            'SELECT ''insert'' AS operation, address, NULL::jsonb AS old, v7_audited_resource(address, kind, name, spec) AS new
             FROM new_rows WHERE spec <> ''{}'''
        WHEN TG_OP = 'DELETE' THEN
            'SELECT ''delete'' AS operation, address, v7_audited_resource(address, kind, name, spec) AS old, NULL::jsonb AS new
             FROM old_rows WHERE spec <> ''{}'''
        WHEN TG_OP = 'TRUNCATE' THEN
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

DO $$
DECLARE
    audited record;
BEGIN
    EXECUTE format('ALTER FUNCTION v7_audit() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION v7_audit_resources() SET search_path = %I, pg_temp', current_schema());
    FOR audited IN
        SELECT c.relname AS table_name,
               replace(pg_get_triggerdef(t.oid), 'v7_audit_truncate AFTER', 'v7_audit_truncated_rows BEFORE') AS command
          FROM pg_trigger t
          JOIN pg_class c ON c.oid = t.tgrelid
         WHERE t.tgname = 'v7_audit_truncate' AND c.relnamespace = quote_ident(current_schema())::regnamespace
    LOOP
        EXECUTE audited.command;
        UPDATE v7_adoptions a SET triggers = a.triggers || 'v7_audit_truncated_rows'::text
         WHERE a.table_name = audited.table_name AND 'v7_audit_truncate' = ANY (a.triggers);
    END LOOP;
END $$;

-- Figures of tasks at the end of a day: a list with an entry for each phase, whose counts only grow where they say so.
-- A record of the audit that comes to light later counts on the first day that is open then.
CREATE TABLE v7_closed_days (
    day DATE PRIMARY KEY,
    time_zone TEXT NOT NULL,                 -- of v7.yaml on the day that it was closed
    ended_at TIMESTAMPTZ NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('audit', 'columns')),
    figures JSONB,                           -- NULL: the audit has a gap there
    gaps JSONB NOT NULL DEFAULT '[]',        -- rows that changed without a record, and until when at most
    snapshot PG_SNAPSHOT NOT NULL,           -- which transactions were seen
    closed_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    closed_by TEXT NOT NULL DEFAULT session_user
);
CREATE TRIGGER v7_closed_days_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON v7_closed_days
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

-- One forecast a day and scope, as it was made after that day had ended.
CREATE TABLE v7_forecasts (
    day DATE NOT NULL,
    phase INTEGER NOT NULL,                  -- 0: all phases
    method INTEGER NOT NULL,                 -- the version of the method
    seed INTEGER NOT NULL,
    open INTEGER NOT NULL,
    answers JSONB NOT NULL,                  -- a list with an entry for each percentile
    made_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    made_by TEXT NOT NULL DEFAULT session_user,
    PRIMARY KEY (day, phase)
);
CREATE TRIGGER v7_forecasts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON v7_forecasts
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();
