-- The guards of Policy, Persona and what Policy protects, where 0007 let them see too much or too little.
-- The first logins are declared together: the row that names the first one must not close the door on the rows beside
-- it. And a transaction with an old snapshot does not know today's rules: the guards answer in READ COMMITTED alone,
-- which v7 always uses.

CREATE OR REPLACE FUNCTION v7_guard_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    asked text[];
    key text := to_jsonb(OLD) ->> 'id';
    refused text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        refused := 'needs a transaction in READ COMMITTED';
    ELSE
        asked := v7_asked_for_removal(TG_ARGV[0]);
        IF asked = '{}' OR EXISTS (SELECT FROM v7_admissions a
            WHERE a.txid = pg_current_xact_id() AND a.table_name = TG_TABLE_NAME AND a.record_key = key)
        THEN
            RETURN OLD;
        END IF;
        refused := format('needs the approval of %s', array_to_string(asked, ', '));
    END IF;
    INSERT INTO v7_refusals (action, table_affected, record_key, because) VALUES ('delete', TG_TABLE_NAME, key, refused);
    RAISE WARNING 'v7 keeps row % of %: its removal %', key, TG_TABLE_NAME, refused;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION v7_guard_authority() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    asked text[];
    address text := CASE TG_OP WHEN 'INSERT' THEN NEW.address ELSE OLD.address END;
    content jsonb := CASE TG_OP WHEN 'DELETE' THEN NULL ELSE NEW.applied END;
    refused text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        refused := 'needs a transaction in READ COMMITTED';
    ELSE
        asked := v7_asked_for_authority();
        -- Nobody was asked when this transaction came, so nobody is asked until it ends. An apply waits for its lock on
        -- v7_resources, so nobody else declares a login meanwhile.
        IF asked = '{}' THEN
            INSERT INTO v7_admissions (txid, table_name, record_key) VALUES (pg_current_xact_id(), 'v7_resources', '*')
            ON CONFLICT DO NOTHING;
        END IF;
        IF EXISTS (SELECT FROM v7_admissions a
            WHERE a.txid = pg_current_xact_id() AND a.table_name = 'v7_resources'
              AND (a.record_key = '*' OR (a.record_key = address AND a.after IS NOT DISTINCT FROM content)))
        THEN
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        refused := format('needs the approval of %s', array_to_string(asked, ', '));
    END IF;
    INSERT INTO v7_refusals (action, table_affected, record_key, because) VALUES ('change', 'v7_resources', address, refused);
    RAISE WARNING 'v7 keeps %: its change %', address, refused;
    RETURN NULL;
END $$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION v7_guard_removal() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION v7_guard_authority() SET search_path = %I, pg_temp', current_schema());
END $$;
