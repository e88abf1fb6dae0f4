-- Views that name labels, that stand on each other, that may be written to, and one that holds a label as text.
CREATE VIEW contact_queue WITH (security_barrier) AS
    SELECT id, email, curation_status FROM contacts WHERE curation_status IN ('New', 'Queued')
    WITH LOCAL CHECK OPTION;
COMMENT ON VIEW contact_queue IS 'What curators work on';
COMMENT ON COLUMN contact_queue.curation_status IS 'New or Queued';
ALTER VIEW contact_queue ALTER COLUMN curation_status SET DEFAULT 'Queued';
ALTER VIEW contact_queue OWNER TO app_owner;
GRANT SELECT, UPDATE ON contact_queue TO app_curator;
CREATE VIEW contact_queue_length AS
    SELECT curation_status, count(*) AS contacts FROM contact_queue GROUP BY curation_status ORDER BY curation_status;
CREATE VIEW contact_lines AS SELECT c.id, c.email, c.curation_status, s.state FROM contacts c LEFT JOIN contact_states s ON s.contact_id = c.id;
CREATE VIEW curated_pages AS SELECT id, url FROM pages WHERE curation::text = 'Complete';
CREATE RULE new_leads AS ON INSERT TO crm.leads WHERE NEW."curationStatus" = 'SKIPPED'
    DO ALSO INSERT INTO contact_notes (note, status) VALUES (NEW.name, 'skipped');

CREATE MATERIALIZED VIEW contacts_by_status AS SELECT curation_status, count(*) AS contacts FROM contacts GROUP BY curation_status;
CREATE UNIQUE INDEX contacts_by_status_key ON contacts_by_status (curation_status);
CREATE MATERIALIZED VIEW domains_by_status AS SELECT status, count(*) AS domains FROM domains GROUP BY status WITH NO DATA;

-- Functions: by signature, by a body that PostgreSQL knows, by text.
CREATE FUNCTION contact_is_open(status contact_curation_status DEFAULT 'New') RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT status <> 'Complete';
END;
CREATE FUNCTION next_status(status contact_curation_status) RETURNS contact_curation_status
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public COST 50 AS $body$
DECLARE
    answer contact_curation_status := 'Processing';
BEGIN
    RETURN CASE WHEN status = 'Queued' THEN answer ELSE 'Complete'::contact_curation_status END;
END $body$;
ALTER FUNCTION next_status OWNER TO app_owner;
COMMENT ON FUNCTION next_status IS 'What comes next';
REVOKE EXECUTE ON FUNCTION next_status FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_status TO app_curator;
CREATE FUNCTION queued_contacts() RETURNS SETOF contacts LANGUAGE sql STABLE AS
    $body$ SELECT * FROM public.contacts WHERE curation_status = 'Queued'::public.contact_curation_status $body$;
CREATE PROCEDURE curate(wanted contact_curation_status[], VARIADIC ids bigint[]) LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format('UPDATE public.contacts SET curation_status = %L WHERE id = ANY ($1)', wanted[1]) USING ids;
END $body$;
CREATE FUNCTION status_word(page_curation_status) RETURNS text LANGUAGE sql IMMUTABLE AS $body$ SELECT $1::text $body$;
CREATE INDEX pages_word ON pages (status_word(curation));
CREATE FUNCTION may_edit(user_role) RETURNS boolean LANGUAGE sql IMMUTABLE AS $body$ SELECT $1 <> 'basic' $body$;
CREATE FUNCTION may_edit(userrole) RETURNS boolean LANGUAGE sql IMMUTABLE AS $body$ SELECT $1 <> 'basic' $body$;
CREATE FUNCTION later(contact_curation_status, contact_curation_status) RETURNS contact_curation_status LANGUAGE sql IMMUTABLE
    AS $body$ SELECT greatest($1, $2) $body$;
CREATE AGGREGATE latest(contact_curation_status) (SFUNC = later, STYPE = contact_curation_status);
CREATE FUNCTION place_of(text) RETURNS place_status LANGUAGE sql STABLE AS $body$ SELECT NULLIF($1, '')::place_status $body$;
CREATE CAST (text AS place_status) WITH FUNCTION place_of(text) AS ASSIGNMENT;

-- Triggers: by condition, by column, on a view, switched off.
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $body$;
CREATE TRIGGER contact_moves BEFORE UPDATE OF curation_status ON contacts FOR EACH ROW
    WHEN (OLD.curation_status IS DISTINCT FROM NEW.curation_status AND NEW.curation_status <> 'Error') EXECUTE FUNCTION note_change();
COMMENT ON TRIGGER contact_moves ON contacts IS 'Keeps updated_at';
CREATE TRIGGER contact_arrives BEFORE INSERT ON contacts FOR EACH ROW WHEN (NEW.curation_status = 'New') EXECUTE FUNCTION note_change();
ALTER TABLE contacts DISABLE TRIGGER contact_arrives;
CREATE FUNCTION write_line() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE public.contacts SET curation_status = NEW.curation_status WHERE id = OLD.id;
    RETURN NEW;
END $body$;
CREATE TRIGGER line_written INSTEAD OF UPDATE ON contact_lines FOR EACH ROW EXECUTE FUNCTION write_line();

-- A publication, with a filter and a list of columns where the server knows them. A filter names no column of an enum: PostgreSQL
-- takes no type of a user's there.
DO $$
BEGIN
    IF current_setting('server_version_num')::integer >= 150000 THEN
        EXECUTE $sql$CREATE PUBLICATION app_contacts FOR TABLE contacts WHERE (id > 0), domains (id, name, status)
                     WITH (publish = 'insert')$sql$;
    ELSE
        EXECUTE $sql$CREATE PUBLICATION app_contacts FOR TABLE contacts, domains WITH (publish = 'insert')$sql$;
    END IF;
END $$;

-- The words live outside of the types too.
CREATE TABLE settings (name text PRIMARY KEY, value jsonb NOT NULL, default_status text);
