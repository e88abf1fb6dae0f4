-- Two things that people say beside their documents: whom a plan asks, and that a row's value is right as it stands.

-- The newest plan that somebody asks about from a checkout takes the place of the one asked about before.
ALTER TABLE v7_plans
    ADD COLUMN asked_from TEXT,      -- the checkout it was asked about from; NULL: it was kept for another reason
    ADD COLUMN replaced_by TEXT;     -- the plan that is asked about instead

-- Whatever was kept until now was kept to be agreed to.
UPDATE v7_plans SET asked_from = plan_id;

CREATE FUNCTION v7_ask(plan jsonb, actor text, checkout text) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    id text := plan ->> 'plan_id';
    asked_at timestamptz := clock_timestamp();
BEGIN
    INSERT INTO v7_plans (plan_id, plan, created_at, created_by, asked_from) VALUES (id, plan, asked_at, actor, checkout)
    ON CONFLICT (plan_id) DO UPDATE
        SET plan = excluded.plan, created_at = excluded.created_at, created_by = excluded.created_by,
            asked_from = excluded.asked_from, replaced_by = NULL;
    UPDATE v7_plans p SET replaced_by = id
    WHERE p.created_by = actor AND p.asked_from = checkout AND p.plan_id <> id AND p.replaced_by IS NULL;
    RETURN asked_at;
END $$;

-- What rows held when somebody took it into a document. The document's value then comes from the row, and not from what was
-- applied before: when the row moves on, that is drift. It counts while v7 has applied nothing else of the field.
CREATE TABLE v7_accepted (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address TEXT NOT NULL,
    field TEXT,                      -- NULL: that the row is gone
    applied JSONB,                   -- what v7 had applied of it; NULL: nothing
    accepted JSONB NOT NULL,
    accepted_by TEXT NOT NULL DEFAULT session_user,
    accepted_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE FUNCTION v7_accept(taken jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' AS $$
DECLARE
    added integer;
BEGIN
    DELETE FROM v7_accepted a
    WHERE a.applied IS DISTINCT FROM (
        SELECT CASE WHEN a.field IS NULL THEN r.applied ELSE nullif(r.applied -> a.field, 'null') END
        FROM v7_resources r WHERE r.address = a.address);
    INSERT INTO v7_accepted (address, field, applied, accepted)
    SELECT n.address, n.field, n.applied, n.accepted
    FROM jsonb_array_elements(taken) AS e (entry)
    CROSS JOIN LATERAL (
        SELECT entry ->> 'address' AS address, entry ->> 'field' AS field,
               nullif(entry -> 'applied', 'null') AS applied, entry -> 'accepted' AS accepted) n
    WHERE NOT EXISTS (
        SELECT FROM v7_accepted a
        WHERE (a.address, a.field, a.applied, a.accepted) IS NOT DISTINCT FROM (n.address, n.field, n.applied, n.accepted));
    GET DIAGNOSTICS added = ROW_COUNT;
    RETURN added;
END $$;

DO $$
DECLARE
    function_name text;
BEGIN
    -- Functions that act with their owner's rights find their own tables first and temporary ones last, in whatever schema.
    FOREACH function_name IN ARRAY ARRAY['v7_ask(jsonb, text, text)', 'v7_accept(jsonb)']
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', function_name, current_schema());
    END LOOP;
END $$;
