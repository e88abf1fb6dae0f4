-- A clone's roles may make things in all of its schemas: whoever is a superuser on the target is none here, and what a script makes is
-- given to the owner it had. Said before anything is compared, so that it is no difference.
CREATE SCHEMA IF NOT EXISTS v7;
DO $$
DECLARE
    opened record;
BEGIN
    FOR opened IN
        SELECT n.nspname
        FROM pg_namespace n
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp_'
    LOOP
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO PUBLIC', opened.nspname);
    END LOOP;
END $$;
