-- What the application has seldom and a catalogue has to know all the same: one of every other sort, and what can be set of each.
DO $$
BEGIN
    CREATE ROLE "App Writer";
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$;
GRANT CREATE ON SCHEMA crm TO app_owner, "App Writer";
CREATE SCHEMA crm_more AUTHORIZATION app_owner;
COMMENT ON SCHEMA crm_more IS 'What else there is of contacts';
GRANT USAGE ON SCHEMA crm_more TO app_curator WITH GRANT OPTION;
SET ROLE app_curator;
GRANT USAGE ON SCHEMA crm_more TO app_reader;
RESET ROLE;
CREATE EXTENSION citext WITH SCHEMA crm_more;
COMMENT ON EXTENSION citext IS 'Mail addresses';
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA crm_more GRANT SELECT ON TABLES TO app_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE COLLATION crm_more.case_blind (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = FALSE);
CREATE TEXT SEARCH DICTIONARY crm_more.plain (TEMPLATE = pg_catalog.simple, accept = 'false');
CREATE TEXT SEARCH CONFIGURATION crm_more.words (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION crm_more.words ADD MAPPING FOR asciiword, word WITH crm_more.plain, pg_catalog.simple;

-- Types: checks of domains, attributes, a range with all it may have.
CREATE FUNCTION crm_more.is_final(status contact_curation_status) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $body$ SELECT status IN ('Complete', 'Error') $body$;
CREATE FUNCTION crm_more.distance(a double precision, b double precision) RETURNS double precision LANGUAGE sql IMMUTABLE
    AS $body$ SELECT a - b $body$;
CREATE DOMAIN crm_more.working AS contact_curation_status DEFAULT 'New' NOT NULL CONSTRAINT never_error CHECK (VALUE <> 'Error');
ALTER DOMAIN crm_more.working ADD CONSTRAINT not_final CHECK (NOT crm_more.is_final(VALUE)) NOT VALID;
COMMENT ON CONSTRAINT never_error ON DOMAIN crm_more.working IS 'Errors are elsewhere';
CREATE TYPE crm_more.curation AS (status contact_curation_status, persona text COLLATE "C", at timestamptz(3));
COMMENT ON COLUMN crm_more.curation.persona IS 'Who it was';
CREATE TYPE crm_more.scores AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = crm_more.distance, MULTIRANGE_TYPE_NAME = crm_more.many_scores);
CREATE TYPE crm_more.names AS RANGE (SUBTYPE = text, COLLATION = "C");

-- An operator and its class.
CREATE FUNCTION crm_more.same_word(contact_curation_status, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $body$ SELECT $1::text = $2 $body$;
CREATE OPERATOR crm_more.=== (FUNCTION = crm_more.same_word, LEFTARG = contact_curation_status, RIGHTARG = text, RESTRICT = eqsel, JOIN = eqjoinsel);
COMMENT ON OPERATOR crm_more.=== (contact_curation_status, text) IS 'By the word';
CREATE FUNCTION crm_more.backwards(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $body$ SELECT btint4cmp($2, $1) $body$;
CREATE OPERATOR FAMILY crm_more.backwards USING btree;
CREATE OPERATOR CLASS crm_more.backwards FOR TYPE integer USING btree FAMILY crm_more.backwards AS
    OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 crm_more.backwards(integer, integer);

-- Tables: what is set of columns, a typed one, sub-partitions with defaults of their own, inheritance, dropped and added columns.
CREATE TABLE crm_more.mail (
    id bigserial,
    address crm_more.citext NOT NULL,
    name text COLLATE crm_more.case_blind DEFAULT 'nobody',
    body text,
    status crm_more.working,
    curation crm_more.curation,
    score crm_more.scores,
    number integer GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 10 CACHE 5) NOT NULL,
    CONSTRAINT mail_key PRIMARY KEY (id) WITH (fillfactor = 90),
    CONSTRAINT mail_once UNIQUE (address) DEFERRABLE INITIALLY DEFERRED
) WITH (fillfactor = 80, toast.autovacuum_enabled = off);
ALTER TABLE crm_more.mail OWNER TO app_owner;
ALTER TABLE crm_more.mail ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE crm_more.mail ALTER COLUMN body SET COMPRESSION pglz;
ALTER TABLE crm_more.mail ALTER COLUMN address SET (n_distinct = -0.5);
ALTER TABLE crm_more.mail ADD CONSTRAINT mail_has_body CHECK (body <> '') NOT VALID;
COMMENT ON CONSTRAINT mail_has_body ON crm_more.mail IS 'Since March';
CREATE INDEX mail_words ON crm_more.mail USING gin (to_tsvector('crm_more.words', body));
CREATE INDEX mail_lower ON crm_more.mail (lower(name), status) INCLUDE (number) WITH (deduplicate_items = off) WHERE status::contact_curation_status <> 'New';
COMMENT ON INDEX crm_more.mail_lower IS 'Names, whatever their case';
ALTER INDEX crm_more.mail_lower ALTER COLUMN 1 SET STATISTICS 300;
CREATE STATISTICS crm_more.mail_names ON lower(name), status FROM crm_more.mail;
ALTER STATISTICS crm_more.mail_names SET STATISTICS 50;
COMMENT ON STATISTICS crm_more.mail_names IS 'They go together';
CREATE TABLE crm_more.typed OF crm_more.curation (persona WITH OPTIONS DEFAULT 'v7', PRIMARY KEY (persona));
CREATE TABLE crm_more.moves (
    at date NOT NULL, status contact_curation_status NOT NULL DEFAULT 'New', mail bigint REFERENCES crm_more.mail,
    CONSTRAINT moves_key PRIMARY KEY (at, status), CONSTRAINT moves_late CHECK (at > '2020-01-01')
) PARTITION BY RANGE (at);
CREATE TABLE crm_more.moves_old PARTITION OF crm_more.moves FOR VALUES FROM (MINVALUE) TO ('2025-01-01') PARTITION BY LIST (status);
CREATE TABLE crm_more.moves_old_errors PARTITION OF crm_more.moves_old FOR VALUES IN ('Error', 'Skipped');
CREATE TABLE crm_more.moves_old_rest (status contact_curation_status NOT NULL, mail bigint, at date NOT NULL, CHECK (at > '1990-01-01'),
    CONSTRAINT moves_late CHECK (at > '2020-01-01'));
ALTER TABLE crm_more.moves_old ATTACH PARTITION crm_more.moves_old_rest DEFAULT;
CREATE TABLE crm_more.moves_new PARTITION OF crm_more.moves DEFAULT;
ALTER TABLE crm_more.moves_new ALTER COLUMN status SET DEFAULT 'Queued';
CREATE INDEX moves_by_status ON crm_more.moves (status);
CREATE TRIGGER moves_noted AFTER INSERT ON crm_more.moves FOR EACH ROW EXECUTE FUNCTION note_change();
ALTER TABLE crm_more.moves_new DISABLE TRIGGER moves_noted;
CREATE TABLE crm_more.base (id integer, status contact_curation_status NOT NULL DEFAULT 'New', CONSTRAINT base_known CHECK (status <> 'Error'));
CREATE TABLE crm_more.child (extra text, status contact_curation_status NOT NULL DEFAULT 'Queued', CONSTRAINT base_known CHECK (status <> 'Error'))
    INHERITS (crm_more.base);
ALTER TABLE crm_more.base DROP COLUMN id;
CREATE UNLOGGED TABLE crm_more.scratch (id integer PRIMARY KEY);
-- A row that is older than its column: the value is in the catalogue.
INSERT INTO crm_more.scratch VALUES (1);
ALTER TABLE crm_more.scratch ADD COLUMN words text[] DEFAULT '{a,"b, c"}';

-- Row security, rules, triggers of constraints; views that need a key, and each other.
ALTER TABLE crm_more.mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE crm_more.mail FORCE ROW LEVEL SECURITY;
CREATE POLICY mail_seen ON crm_more.mail AS RESTRICTIVE FOR SELECT TO app_reader, "App Writer" USING (status::contact_curation_status <> 'Error');
COMMENT ON POLICY mail_seen ON crm_more.mail IS 'Errors are not for everybody';
CREATE RULE mail_kept AS ON DELETE TO crm_more.mail DO INSTEAD NOTHING;
ALTER TABLE crm_more.mail DISABLE RULE mail_kept;
CREATE FUNCTION crm_more.check_mail() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RETURN NULL; END $body$;
CREATE CONSTRAINT TRIGGER mail_checked AFTER INSERT ON crm_more.mail DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION crm_more.check_mail();
ALTER TABLE crm_more.mail ENABLE ALWAYS TRIGGER mail_checked;
CREATE VIEW crm_more.mail_by_key AS SELECT id, address, count(*) AS n FROM crm_more.mail GROUP BY id;
CREATE VIEW crm_more.first AS SELECT status, at FROM crm_more.moves;
CREATE VIEW crm_more.second AS SELECT * FROM crm_more.first;
CREATE OR REPLACE VIEW crm_more.first AS SELECT status, at FROM crm_more.moves WHERE status = 'New' OR EXISTS (SELECT FROM crm_more.moves);
CREATE MATERIALIZED VIEW crm_more.kept AS SELECT status, min(at) AS at FROM crm_more.second GROUP BY status;
ALTER MATERIALIZED VIEW crm_more.kept OWNER TO app_owner;
GRANT SELECT ON crm_more.second TO app_owner;
ALTER MATERIALIZED VIEW crm_more.kept ALTER COLUMN status SET STATISTICS 7;
CREATE INDEX kept_by_status ON crm_more.kept (status);
CLUSTER crm_more.kept USING kept_by_status;

-- A sequence of its own, a server and a login on it, event triggers, publications of everything and of a schema.
CREATE SEQUENCE crm_more.numbers AS smallint START 7 INCREMENT -1 MINVALUE -5 MAXVALUE 7 CYCLE;
GRANT USAGE ON SEQUENCE crm_more.numbers TO app_reader;
ALTER TABLE crm_more.scratch ALTER COLUMN id SET DEFAULT nextval('crm_more.numbers');
CREATE USER MAPPING FOR app_reader SERVER partner OPTIONS (password 'v7-never-reads-this');
CREATE FUNCTION crm_more.look() RETURNS event_trigger LANGUAGE plpgsql AS $body$ BEGIN NULL; END $body$;
CREATE EVENT TRIGGER looks ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION crm_more.look();
ALTER EVENT TRIGGER looks ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER looks IS 'Tables come and go';
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, delete', publish_via_partition_root = true);
COMMENT ON PUBLICATION everything IS 'For the warehouse';

-- Routines that PostgreSQL has no text of, and all that a function may say.
CREATE FUNCTION crm_more.add(state bigint[], status contact_curation_status) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $body$ SELECT state $body$;
CREATE FUNCTION crm_more.finish(state bigint[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $body$ SELECT state[1] $body$;
CREATE AGGREGATE crm_more.weigh(contact_curation_status) (SFUNC = crm_more.add, STYPE = bigint[], INITCOND = '{}', FINALFUNC = crm_more.finish, PARALLEL = SAFE);
ALTER AGGREGATE crm_more.weigh(contact_curation_status) OWNER TO app_owner;
CREATE FUNCTION crm_more.rows_of(INOUT status contact_curation_status DEFAULT 'New', OUT n bigint, VARIADIC marks text[] DEFAULT '{}')
    RETURNS SETOF record LANGUAGE sql STABLE STRICT LEAKPROOF PARALLEL RESTRICTED ROWS 17 SECURITY DEFINER SET work_mem = '8MB'
    AS $body$ SELECT $1, count(*) FROM public.contacts WHERE curation_status = $1 $body$;
