CREATE TYPE contact_curation_status AS ENUM ('Complete', 'Error', 'New', 'Processing', 'Queued', 'Skipped');
CREATE TABLE contacts (id serial PRIMARY KEY, curation_status contact_curation_status NOT NULL DEFAULT 'New');
CREATE VIEW contact_queue AS SELECT id FROM contacts WHERE curation_status IN ('New', 'Queued');
INSERT INTO contacts (curation_status)
SELECT (enum_range(NULL::contact_curation_status))[1 + i % 6] FROM generate_series(1, 60) AS i;
ANALYZE;
