-- As many rows as app.rows says, about a third of them contacts, each label as often as the others, NULL where it may be.
CREATE FUNCTION pg_temp.share(part numeric) RETURNS integer LANGUAGE sql AS
    $body$ SELECT greatest(12, (current_setting('app.rows')::integer * part)::integer) $body$;

INSERT INTO contacts (email, curation_status, imported_status, was_curated, grid, email_type, notes)
SELECT 'contact' || i || '@example.org', labels[1 + i % 6], labels[1 + i % 6],
       CASE i % 4 WHEN 0 THEN '{}' WHEN 1 THEN ARRAY[labels[1 + i % 6], NULL] ELSE labels[1:2] END,
       CASE i % 5 WHEN 0 THEN '[2:3]={New,Error}'::contact_curation_status[]
                  WHEN 1 THEN '{{New,Error},{Queued,NULL}}'::contact_curation_status[] END,
       (enum_range(NULL::contact_email_type_enum))[1 + i % 5],
       jsonb_build_object('by', 'import', 'status', labels[1 + i % 6])
  FROM generate_series(1, pg_temp.share(0.30)) AS i, (SELECT enum_range(NULL::contact_curation_status) AS labels) AS known;
INSERT INTO contact_states
SELECT id, NULLIF(curation_status, 'Skipped'), ARRAY[curation_status] FROM contacts WHERE id % 10 = 0;
INSERT INTO contact_notes (note, status)
SELECT 'note ' || i, (enum_range(NULL::contactcurationstatus))[1 + i % 6] FROM generate_series(1, pg_temp.share(0.02)) AS i;
INSERT INTO pinned_contact_notes (note, status, pinned_by)
SELECT 'pinned ' || i, (enum_range(NULL::contactcurationstatus))[1 + i % 6], 'Arthur' FROM generate_series(1, 12) AS i;
INSERT INTO crm.leads (name, "curationStatus")
SELECT 'lead ' || i, (enum_range(NULL::crm."ContactCurationStatus"))[1 + i % 6] FROM generate_series(1, pg_temp.share(0.01)) AS i;

INSERT INTO companies (name, size, owner_role)
SELECT 'company ' || i, (enum_range(NULL::company_size))[1 + i % 4], (enum_range(NULL::user_role))[1 + i % 4]
  FROM generate_series(1, pg_temp.share(0.10)) AS i;
INSERT INTO company_offers (company_id, sizes, slot)
SELECT i / 4, company_sizes('small', (enum_range(NULL::company_size))[3 + i % 2], '[]'), (enum_range(NULL::company_size))[1 + i % 4]
  FROM generate_series(1, pg_temp.share(0.02)) AS i;
INSERT INTO company_sizes_of_old (size) SELECT (enum_range(NULL::companysize))[1 + i % 5] FROM generate_series(1, 24) AS i;

INSERT INTO crm.priorities SELECT p, 'priority ' || p FROM unnest(enum_range(NULL::crm.priority)) AS p;
INSERT INTO crm.tickets (priority) SELECT (enum_range(NULL::crm.priority))[1 + i % 7] FROM generate_series(1, pg_temp.share(0.02)) AS i;
INSERT INTO crm.old_tickets (priority) SELECT (enum_range(NULL::crm."Priority"))[1 + i % 8] FROM generate_series(1, 24) AS i;

INSERT INTO domains (name, status, extraction, "oldExtraction")
SELECT 'domain' || i || '.example', (enum_range(NULL::domain_status))[1 + i % 5],
       (enum_range(NULL::"DomainExtractionStatusEnum"))[1 + i % 6], (enum_range(NULL::domainextractionstatusenum))[1 + i % 6]
  FROM generate_series(1, pg_temp.share(0.12)) AS i;
INSERT INTO domain_changes (change, changes)
SELECT ROW('pending', labels[1 + i % 4], '2025-08-07T10:00:00Z')::crm.status_change,
       ARRAY[ROW(labels[1 + i % 4], 'error', '2025-08-08T10:00:00Z')::crm.status_change]
  FROM generate_series(1, 24) AS i, (SELECT enum_range(NULL::domainstatus) AS labels) AS known;
INSERT INTO domain_log SELECT 'pending', (enum_range(NULL::domainstatus))[1 + i % 4], '2025-08-07T10:00:00Z' FROM generate_series(1, 12) AS i;
INSERT INTO domain_extractions (status)
SELECT (enum_range(NULL::domain_extraction_status))[1 + i % 5] FROM generate_series(1, pg_temp.share(0.01)) AS i;

INSERT INTO pages (url, curation, processing)
SELECT 'https://example.org/' || i, (enum_range(NULL::page_curation_status))[1 + i % 6], (enum_range(NULL::page_processing_status))[1 + i % 5]
  FROM generate_series(1, pg_temp.share(0.15)) AS i;
INSERT INTO crawl.visits SELECT i, (enum_range(NULL::page_processing_status))[1 + i % 4], '2025-08-07' FROM generate_series(1, pg_temp.share(0.05)) AS i;
INSERT INTO crawl.fetches SELECT i, (enum_range(NULL::crawl.job_status))[1 + i % 4] FROM generate_series(1, pg_temp.share(0.03)) AS i;
INSERT INTO page_queue (status) SELECT (enum_range(NULL::"PageCurationStatus"))[1 + i % 6] FROM generate_series(1, 24) AS i;
INSERT INTO odd_words (word) SELECT (enum_range(NULL::odd_label))[i] FROM generate_series(1, 16) AS i;
INSERT INTO settings VALUES
    ('curation', '{"first": "New", "shown": ["New", "Queued", "Processing"]}', 'New'),
    ('extraction', '{"first": "Queued"}', 'Queued');

-- The plain ones: a name, and a label after the other.
DO $$
DECLARE
    plain record;
BEGIN
    FOR plain IN
        SELECT c.oid::regclass AS name, t.oid::regtype AS type FROM pg_attribute s
          JOIN pg_class c ON c.oid = s.attrelid AND c.relkind = 'r'
          JOIN pg_attribute n ON n.attrelid = c.oid AND n.attnum = 2 AND n.attname = 'name' AND n.atttypid = 'text'::regtype
          JOIN pg_type t ON t.oid = s.atttypid AND t.typtype = 'e'
         WHERE s.attname = 'status' AND s.attnum = 3 AND c.relnatts = 3
         ORDER BY c.oid
    LOOP
        EXECUTE format('INSERT INTO %s (name, status) SELECT %L || i, labels[1 + i %% cardinality(labels)]
                          FROM generate_series(1, pg_temp.share(0.004)) AS i, (SELECT enum_range(NULL::%s) AS labels) AS known',
                       plain.name, 'row ', plain.type);
    END LOOP;
END $$;

REFRESH MATERIALIZED VIEW contacts_by_status;
ANALYZE;

DROP FUNCTION pg_temp.share(numeric);
