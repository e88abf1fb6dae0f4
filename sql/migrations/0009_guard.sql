-- What an apply login with a schema of its own, or with patience, could still do against 0007.

-- Its functions there must not answer in place of the server's: the guard asks this one as the login itself.
ALTER FUNCTION v7_is_guarded(regclass) SET search_path = pg_catalog, pg_temp;

-- The record of an apply is written by the apply: what it did and who agreed in its own transaction, and after the
-- commit nobody calls it anything but applied. An approval that was not used is not one it had.
CREATE FUNCTION v7_guard_record() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.serial, OLD.summary, OLD.plan, OLD.approvals) IS DISTINCT FROM (NEW.serial, NEW.summary, NEW.plan, NEW.approvals)
        AND NEW.txid IS DISTINCT FROM pg_current_xact_id()
    THEN
        RAISE EXCEPTION 'permission denied: apply % is recorded by its own transaction alone', OLD.apply_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.txid IS NOT NULL AND OLD.txid <> pg_current_xact_id() AND (NEW.status <> 'applied' OR NEW.because IS NOT NULL) THEN
        RAISE EXCEPTION 'permission denied: apply % was committed', OLD.apply_id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM v7_elements(NEW.approvals) g WHERE NOT EXISTS (
        SELECT FROM v7_approvals a
        WHERE a.used_by = NEW.apply_id AND a.persona = g ->> 'persona' AND a.approved_by = g ->> 'approved_by'))
    THEN
        RAISE EXCEPTION 'permission denied: apply % did not have these approvals', OLD.apply_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION v7_guard_record() SET search_path = %I, pg_temp', current_schema());
END $$;

CREATE TRIGGER v7_guard_record BEFORE UPDATE ON v7_applies
    FOR EACH ROW WHEN (v7_is_guarded('v7_applies'))
    EXECUTE FUNCTION v7_guard_record();
