-- Who may agree to what. Logins approve plans, the database says whether they may, and an apply login removes no row
-- and changes no policy without the approvals that the applied Policy asks for, whatever program it uses.

ALTER TABLE v7_applies
    ADD COLUMN overrides TEXT[] NOT NULL DEFAULT '{}',   -- gates opened by --override; the reason says why
    ADD COLUMN approvals JSONB;                          -- who had approved, as the apply's transaction found it

ALTER TABLE v7_approvals
    ADD COLUMN revoked_by TEXT,
    ADD COLUMN used_by UUID REFERENCES v7_applies (apply_id),   -- an approval is good for one apply
    ADD COLUMN admits JSONB NOT NULL DEFAULT '[]';              -- the guarded rows as they were when it was given

-- What was tried and not allowed.
CREATE TABLE v7_refusals (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    refused_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    login TEXT NOT NULL DEFAULT session_user,
    application TEXT DEFAULT current_setting('application_name', true),
    action TEXT NOT NULL CHECK (action IN ('approve', 'revoke', 'delete', 'change')),
    table_affected TEXT NOT NULL,
    record_key TEXT,
    because TEXT NOT NULL
);
CREATE INDEX v7_refusals_refused_at ON v7_refusals (refused_at DESC);
CREATE TRIGGER v7_refusals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON v7_refusals
    FOR EACH STATEMENT EXECUTE FUNCTION v7_refuse_change();

-- The guarded rows that one running apply may touch; written by v7_admit alone.
CREATE TABLE v7_admissions (
    txid XID8 NOT NULL,
    table_name TEXT NOT NULL,
    record_key TEXT NOT NULL,
    after JSONB,
    PRIMARY KEY (txid, table_name, record_key)
);

-- The kinds whose rows are deleted, with their tables and the SQL of their names.
CREATE FUNCTION v7_removable_kinds() RETURNS TABLE (kind TEXT, segment TEXT, table_name TEXT, name_sql TEXT)
LANGUAGE sql IMMUTABLE AS $$
    VALUES ('Phase', 'phase', 'v7_migration_workflow', 'phase_number::text'),
           ('Task', 'task', 'v7_subworkflow_tasks', 'parent_phase || ''.'' || task_number'),
           ('EnumPlan', 'enum', 'v7_enum_migrations', 'current_enum_name'),
           ('Impact', 'impact', 'v7_global_impacts', 'impact_key'),
           ('FilePlan', 'fileplan', 'file_audit', 'file_path')
$$;

-- A list that was left out is empty.
CREATE FUNCTION v7_elements(list jsonb) RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT * FROM jsonb_array_elements(CASE jsonb_typeof(list) WHEN 'array' THEN list ELSE '[]' END)
$$;

-- Whether a login is one of a persona's, or a member of one. Superusers are members of everything, so they must be named.
CREATE FUNCTION v7_speaks_for(login text, persona text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM v7_resources p
        CROSS JOIN LATERAL v7_elements(p.applied #> '{identities,postgres}') AS i (login)
        WHERE p.kind = 'Persona' AND p.name = persona
          AND (i.login #>> '{}' = v7_speaks_for.login OR EXISTS (
              SELECT FROM pg_roles l, pg_roles r
              WHERE l.rolname = v7_speaks_for.login AND r.rolname = i.login #>> '{}' AND NOT l.rolsuper AND pg_has_role(l.oid, r.oid, 'MEMBER'))))
$$;

-- The personas without whom no row of this kind is removed.
CREATE FUNCTION v7_asked_for_removal(of_kind text) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT b.persona #>> '{}'), '{}')
    FROM v7_resources p
    CROSS JOIN LATERAL v7_elements(p.applied -> 'approvals') AS a (rule)
    CROSS JOIN LATERAL v7_elements(a.rule -> 'by') AS b (persona)
    WHERE p.address = 'policy/default'
      AND coalesce(a.rule #>> '{when,kind}', of_kind) = of_kind
      AND coalesce(a.rule #>> '{when,action}', 'delete') = 'delete'
      AND NOT coalesce(a.rule -> 'when' ? 'field' OR a.rule -> 'when' ? 'to', FALSE)
$$;

-- The personas without whom Policy and Persona stay as they are: all that Policy names and that have a login.
CREATE FUNCTION v7_asked_for_authority() RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT b.persona #>> '{}'), '{}')
    FROM v7_resources p
    CROSS JOIN LATERAL v7_elements(p.applied -> 'approvals') AS a (rule)
    CROSS JOIN LATERAL v7_elements(a.rule -> 'by') AS b (persona)
    JOIN v7_resources who ON who.kind = 'Persona' AND who.name = b.persona #>> '{}'
    WHERE p.address = 'policy/default' AND EXISTS (SELECT FROM v7_elements(who.applied #> '{identities,postgres}'))
$$;

-- Approvals that count now: not revoked, expired or used, and given by a login that still speaks for the persona.
CREATE VIEW v7_valid_approvals AS
SELECT * FROM v7_approvals a
WHERE a.revoked_at IS NULL AND a.used_by IS NULL AND (a.expires_at IS NULL OR a.expires_at > clock_timestamp())
  AND v7_speaks_for(a.approved_by, a.persona);

-- The guarded rows a plan touches, as they are now: rows it removes by their keys, Policy and Persona by their new content.
CREATE FUNCTION v7_guarded_rows(plan jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    guarded record;
    found jsonb;
    admits jsonb := '[]';
BEGIN
    FOR guarded IN SELECT * FROM v7_removable_kinds() k WHERE EXISTS (
        SELECT FROM v7_elements(plan -> 'resource_changes') c
        WHERE c ->> 'kind' = k.kind AND c #>> '{change,actions,0}' = 'delete')
    LOOP
        EXECUTE format(
            'SELECT coalesce(jsonb_agg(jsonb_build_object(''table'', %L, ''kind'', %L, ''key'', t.id::text)), ''[]'') FROM %I t
             WHERE %L || replace(replace(%s, ''%%'', ''%%25''), ''#'', ''%%23'') IN (
                SELECT c ->> ''address'' FROM v7_elements($1 -> ''resource_changes'') c WHERE c #>> ''{change,actions,0}'' = ''delete'')',
            guarded.table_name, guarded.kind, guarded.table_name, guarded.segment || '/', guarded.name_sql)
        INTO found USING plan;
        admits := admits || found;
    END LOOP;
    RETURN admits || (
        SELECT coalesce(jsonb_agg(jsonb_build_object('table', 'v7_resources', 'kind', c ->> 'kind', 'key', c ->> 'address', 'after', c #> '{change,after}')), '[]')
        FROM v7_elements(plan -> 'resource_changes') c
        WHERE c ->> 'kind' IN ('Policy', 'Persona'));
END $$;

-- Records that the login agrees to a plan, as one of its personas. Answers why not, and records that too.
CREATE FUNCTION v7_approve(plan jsonb, as_persona text, with_note text) RETURNS TABLE (refused TEXT, expires_at TIMESTAMPTZ)
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    id text := plan ->> 'plan_id';
    lifetime text := (SELECT applied ->> 'planTtl' FROM v7_resources WHERE address = 'policy/default');
BEGIN
    refused := CASE
        WHEN id IS NULL OR id !~ '^[0-9a-f]{64}$' THEN 'this is no plan'
        WHEN plan #>> '{database,lineage}' IS DISTINCT FROM (SELECT lineage::text FROM v7_state) THEN 'the plan was made for another database'
        WHEN NOT v7_speaks_for(session_user, as_persona) THEN format('%s is no login of %s', session_user, as_persona)
    END;
    IF refused IS NOT NULL THEN
        INSERT INTO v7_refusals (action, table_affected, record_key, because) VALUES ('approve', 'v7_approvals', id, refused);
        RETURN NEXT;
        RETURN;
    END IF;
    -- What the approver read counts, whatever somebody kept under this id before.
    INSERT INTO v7_plans (plan_id, plan) VALUES (id, plan) ON CONFLICT (plan_id) DO UPDATE SET plan = excluded.plan;
    INSERT INTO v7_approvals (plan_id, persona, note, expires_at, admits)
    VALUES (id, as_persona, with_note, now() + lifetime::interval, v7_guarded_rows(plan))
    RETURNING v7_approvals.expires_at INTO expires_at;
    RETURN NEXT;
END $$;

-- Takes back what this login, or another one of its personas, approved. Answers how many approvals that were.
CREATE FUNCTION v7_revoke(of_plan text, as_persona text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    revoked integer;
BEGIN
    UPDATE v7_approvals SET revoked_at = now(), revoked_by = session_user
    WHERE plan_id = of_plan AND revoked_at IS NULL AND used_by IS NULL AND persona = coalesce(as_persona, persona)
      AND (approved_by = session_user OR v7_speaks_for(session_user, persona));
    GET DIAGNOSTICS revoked = ROW_COUNT;
    IF revoked = 0 THEN
        INSERT INTO v7_refusals (action, table_affected, record_key, because)
        VALUES ('revoke', 'v7_approvals', of_plan, format('%s has no open approval of this plan', session_user));
    END IF;
    RETURN revoked;
END $$;

-- Ties an attempt to the running transaction and uses up its plan's approvals. Answers them. Guarded rows whose
-- approvals are complete may be touched by this transaction.
CREATE FUNCTION v7_admit(attempt_id uuid) RETURNS TABLE (persona TEXT, approved_by TEXT, approved_at TIMESTAMPTZ, note TEXT)
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    plan text;
    given text[];
BEGIN
    UPDATE v7_applies SET txid = pg_current_xact_id()
    WHERE apply_id = attempt_id AND status = 'running' AND txid IS NULL AND session_user_name = session_user
    RETURNING plan_id INTO plan;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'apply % is not a running attempt of %', attempt_id, session_user;
    END IF;
    DELETE FROM v7_admissions WHERE txid <> pg_current_xact_id();
    SELECT coalesce(array_agg(DISTINCT a.persona), '{}') INTO given FROM v7_valid_approvals a WHERE a.plan_id = plan;
    INSERT INTO v7_admissions (txid, table_name, record_key, after)
    SELECT DISTINCT ON (g ->> 'table', g ->> 'key') pg_current_xact_id(), g ->> 'table', g ->> 'key', nullif(g -> 'after', 'null')
    FROM v7_valid_approvals a CROSS JOIN LATERAL jsonb_array_elements(a.admits) AS e (g)
    WHERE a.plan_id = plan
      AND given @> CASE WHEN g ->> 'table' = 'v7_resources' THEN v7_asked_for_authority() ELSE v7_asked_for_removal(g ->> 'kind') END
    ORDER BY g ->> 'table', g ->> 'key', a.approval_id DESC;
    RETURN QUERY
    UPDATE v7_approvals u SET used_by = attempt_id
    WHERE u.approval_id IN (SELECT a.approval_id FROM v7_valid_approvals a WHERE a.plan_id = plan)
    RETURNING u.persona, u.approved_by, u.approved_at, u.note;
END $$;

-- Whoever holds the apply lock: the server process and, where it is an apply, its attempt. Everybody may ask; the lock's
-- key stays unknown to readers. Behind a pooler the attempt began on another session; then the session carries its name.
CREATE FUNCTION v7_lock_holder(other_than uuid)
RETURNS TABLE (pid INTEGER, login NAME, application TEXT, apply_id UUID, actor TEXT, host TEXT, since TIMESTAMPTZ)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT l.pid, p.usename, p.application_name, a.apply_id, a.actor, a.host, coalesce(a.started_at, p.backend_start)
    FROM v7_state s
    JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND (l.classid::bigint << 32 | l.objid::bigint) = s.lock_key
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    LEFT JOIN pg_stat_activity p ON p.pid = l.pid
    LEFT JOIN LATERAL (
        SELECT * FROM v7_applies v
        WHERE v.status = 'running' AND (v.backend_pid = l.pid OR p.application_name = 'v7 apply ' || left(v.apply_id::text, 8))
        ORDER BY p.application_name = 'v7 apply ' || left(v.apply_id::text, 8) DESC, v.attempt DESC
        LIMIT 1) a ON TRUE
    WHERE a.apply_id IS NULL OR a.apply_id IS DISTINCT FROM other_than
    LIMIT 1
$$;

-- Whether the login works under the guard: a member of v7_apply who may not add triggers to the table, as its owner may.
CREATE FUNCTION v7_is_guarded(guarded_table regclass) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce(pg_has_role(session_user, to_regrole('v7_apply'), 'MEMBER'), FALSE)
       AND NOT has_table_privilege(session_user, guarded_table, 'TRIGGER')
$$;

-- A row that Policy protects stays, and the attempt is on record: an exception would take the record with it.
-- Trigger argument: the kind.
CREATE FUNCTION v7_guard_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    asked text[];
    key text := to_jsonb(OLD) ->> 'id';
BEGIN
    asked := v7_asked_for_removal(TG_ARGV[0]);
    IF asked = '{}' OR EXISTS (SELECT FROM v7_admissions a
        WHERE a.txid = pg_current_xact_id() AND a.table_name = TG_TABLE_NAME AND a.record_key = key)
    THEN
        RETURN OLD;
    END IF;
    INSERT INTO v7_refusals (action, table_affected, record_key, because)
    VALUES ('delete', TG_TABLE_NAME, key, format('needs the approval of %s', array_to_string(asked, ', ')));
    RAISE WARNING 'v7 keeps row % of %: its removal needs the approval of %', key, TG_TABLE_NAME, array_to_string(asked, ', ');
    RETURN NULL;
END $$;

-- The same for what v7 applied of Policy and Persona: whoever changes them decides who must be asked.
CREATE FUNCTION v7_guard_authority() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    asked text[];
    address text := CASE TG_OP WHEN 'INSERT' THEN NEW.address ELSE OLD.address END;
    content jsonb := CASE TG_OP WHEN 'DELETE' THEN NULL ELSE NEW.applied END;
BEGIN
    asked := v7_asked_for_authority();
    IF asked = '{}' OR EXISTS (SELECT FROM v7_admissions a
        WHERE a.txid = pg_current_xact_id() AND a.table_name = 'v7_resources' AND a.record_key = address AND a.after IS NOT DISTINCT FROM content)
    THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    INSERT INTO v7_refusals (action, table_affected, record_key, because)
    VALUES ('change', 'v7_resources', address, format('needs the approval of %s', array_to_string(asked, ', ')));
    RAISE WARNING 'v7 keeps %: its change needs the approval of %', address, array_to_string(asked, ', ');
    RETURN NULL;
END $$;

CREATE TRIGGER v7_guard_insert BEFORE INSERT ON v7_resources
    FOR EACH ROW WHEN (NEW.kind IN ('Policy', 'Persona') AND v7_is_guarded('v7_resources'))
    EXECUTE FUNCTION v7_guard_authority();
CREATE TRIGGER v7_guard_update BEFORE UPDATE ON v7_resources
    FOR EACH ROW WHEN ((OLD.kind IN ('Policy', 'Persona') OR NEW.kind IN ('Policy', 'Persona'))
        AND (OLD.address, OLD.kind, OLD.name, OLD.applied) IS DISTINCT FROM (NEW.address, NEW.kind, NEW.name, NEW.applied)
        AND v7_is_guarded('v7_resources'))
    EXECUTE FUNCTION v7_guard_authority();
CREATE TRIGGER v7_guard_delete BEFORE DELETE ON v7_resources
    FOR EACH ROW WHEN (OLD.kind IN ('Policy', 'Persona') AND v7_is_guarded('v7_resources'))
    EXECUTE FUNCTION v7_guard_authority();

DO $$
DECLARE
    guarded record;
    function_name text;
BEGIN
    -- Rows of an older file_audit without an id cannot be named.
    FOR guarded IN SELECT k.kind, k.table_name FROM v7_removable_kinds() k WHERE EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = k.table_name::regclass AND attname = 'id' AND NOT attisdropped)
    LOOP
        EXECUTE format('CREATE TRIGGER v7_guard_delete BEFORE DELETE ON %I FOR EACH ROW WHEN (v7_is_guarded(%L))
            EXECUTE FUNCTION v7_guard_removal(%L)', guarded.table_name, guarded.table_name, guarded.kind);
    END LOOP;
    -- Functions that act with their owner's rights find their own tables first and temporary ones last, in whatever schema.
    FOREACH function_name IN ARRAY ARRAY['v7_removable_kinds()', 'v7_elements(jsonb)', 'v7_speaks_for(text, text)', 'v7_asked_for_removal(text)',
        'v7_asked_for_authority()', 'v7_guarded_rows(jsonb)', 'v7_approve(jsonb, text, text)', 'v7_revoke(text, text)',
        'v7_admit(uuid)', 'v7_lock_holder(uuid)', 'v7_guard_removal()', 'v7_guard_authority()']
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', function_name, current_schema());
    END LOOP;
END $$;
