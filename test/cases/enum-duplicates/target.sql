CREATE TYPE contact_curation_status AS ENUM ('Complete', 'Error', 'New', 'Processing', 'Queued', 'Skipped');
CREATE TYPE contactcurationstatus AS ENUM ('complete', 'error', 'new', 'processing', 'queued', 'skipped');
CREATE TYPE domainstatus AS ENUM ('pending', 'error');
CREATE TYPE domain_status AS ENUM ('pending', 'error', 'Paused');
CREATE TABLE contacts (id serial PRIMARY KEY, curation_status contact_curation_status NOT NULL DEFAULT 'New', imported text);
CREATE TABLE imports (id serial PRIMARY KEY, status contactcurationstatus);
CREATE TABLE domains (id serial PRIMARY KEY, status domainstatus);
CREATE TABLE sites (id serial PRIMARY KEY, status domain_status);
CREATE VIEW contact_queue AS SELECT id FROM contacts WHERE curation_status IN ('New', 'Queued');
INSERT INTO contacts (curation_status, imported)
SELECT (enum_range(NULL::contact_curation_status))[1 + i % 6], (enum_range(NULL::contact_curation_status))[1 + i % 6]
  FROM generate_series(1, 60) AS i;
INSERT INTO imports (status) SELECT (enum_range(NULL::contactcurationstatus))[1 + i % 6] FROM generate_series(1, 12) AS i;
INSERT INTO domains (status) SELECT 'pending' FROM generate_series(1, 20);
INSERT INTO sites (status) VALUES ('Paused');
ANALYZE;
