-- The two roles for the enums of {database}. Run by a superuser, or by who may grant what is granted here:
--   v7 db grants --target {target} | psql "$URL"
-- May be run again: after new tables or schemas it covers what is new.
-- Then give each a login, and put them into the variables of targets.{target} in v7.yaml: url and applyUrl.
--   CREATE ROLE v7_look LOGIN; GRANT v7_enum_read TO v7_look;
--   CREATE ROLE v7_move LOGIN; GRANT v7_enum_apply TO v7_move;
BEGIN;
DO $$
BEGIN
    IF to_regrole('v7_enum_read') IS NULL THEN CREATE ROLE v7_enum_read NOLOGIN; END IF;
    IF to_regrole('v7_enum_apply') IS NULL THEN CREATE ROLE v7_enum_apply NOLOGIN; END IF;
END $$;

-- Reading: values are counted over all rows, so a policy that hides rows is an error. BYPASSRLS, which only a superuser gives, ends it:
--   ALTER ROLE v7_look BYPASSRLS;
GRANT CONNECT ON DATABASE {database} TO v7_enum_read;
GRANT USAGE ON SCHEMA {schemas} TO v7_enum_read;
GRANT SELECT ON ALL TABLES IN SCHEMA {schemas} TO v7_enum_read;
-- Sessions that read as of before, and replication, are seen by their own login alone without these.
GRANT pg_read_all_stats TO v7_enum_read, v7_enum_apply;

-- Carrying out: only an owner changes a type and what stands on it, so the role is a member of the owners; and an owner for whom
-- something is made anew must be allowed to make it. The role keeps an account in a schema of its own, v7.
GRANT v7_enum_read TO v7_enum_apply;
GRANT CREATE ON DATABASE {database} TO v7_enum_apply;
GRANT USAGE, CREATE ON SCHEMA {schemas} TO v7_enum_apply;
{memberships}
COMMIT;
