-- The application whose enums are to become fewer: contacts, companies, pages, domains and what crawls them. 45 enums, all of
-- them told twice or more, in four schemas.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['app_owner', 'app_reader', 'app_curator'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I', wanted);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
END $$;

CREATE SCHEMA crm AUTHORIZATION app_owner;
CREATE SCHEMA crawl;
CREATE SCHEMA "Legacy";
GRANT USAGE ON SCHEMA crm, crawl TO app_reader, app_curator;

-- Contacts: the three of the seeds. The second is written otherwise, the third in another order too.
CREATE TYPE contact_curation_status AS ENUM ('Complete', 'Error', 'New', 'Processing', 'Queued', 'Skipped');
CREATE TYPE contactcurationstatus AS ENUM ('complete', 'error', 'new', 'processing', 'queued', 'skipped');
CREATE TYPE crm."ContactCurationStatus" AS ENUM ('NEW', 'QUEUED', 'PROCESSING', 'COMPLETE', 'ERROR', 'SKIPPED');
COMMENT ON TYPE contact_curation_status IS 'What a curator made of a contact; see the playbook, chapter 3';
ALTER TYPE contact_curation_status OWNER TO app_owner;
REVOKE USAGE ON TYPE contact_curation_status FROM PUBLIC;
GRANT USAGE ON TYPE contact_curation_status TO app_curator;

-- Domains: two names that differ in nothing but case, and a third in alphabetical order. The second pair is a subset.
CREATE TYPE "DomainExtractionStatusEnum" AS ENUM ('Queued', 'Submitted', 'Processing', 'Completed', 'Failed');
CREATE TYPE domainextractionstatusenum AS ENUM ('queued', 'submitted', 'processing', 'completed', 'failed');
CREATE TYPE domain_extraction_status AS ENUM ('completed', 'failed', 'processing', 'queued', 'submitted');
CREATE TYPE domainstatus AS ENUM ('pending', 'processing', 'completed', 'error');
CREATE TYPE domain_status AS ENUM ('pending', 'processing', 'completed', 'error', 'Paused');

-- Pages.
CREATE TYPE page_curation_status AS ENUM ('New', 'Selected', 'Queued', 'Complete', 'Error', 'Skipped');
CREATE TYPE pagecurationstatus AS ENUM ('new', 'selected', 'queued', 'complete', 'error', 'skipped');
CREATE TYPE "PageCurationStatus" AS ENUM ('New', 'Selected', 'Queued', 'Complete', 'Error', 'Skipped');
CREATE TYPE page_processing_status AS ENUM ('Queued', 'Processing', 'Complete', 'Error');
CREATE TYPE pageprocessingstatus AS ENUM ('queued', 'processing', 'complete', 'error');

-- Sitemaps.
CREATE TYPE sitemap_file_status AS ENUM ('Pending', 'Processing', 'Completed', 'Error');
CREATE TYPE sitemapfilestatusenum AS ENUM ('pending', 'processing', 'completed', 'error');
CREATE TYPE "SitemapFileStatusEnum" AS ENUM ('Pending', 'Processing', 'Completed', 'Error');
CREATE TYPE sitemap_import_curation_status AS ENUM ('New', 'Queued', 'Submitted', 'Complete', 'Error', 'Skipped');
CREATE TYPE sitemapimportcurationstatus AS ENUM ('new', 'queued', 'submitted', 'complete', 'error', 'skipped');

-- Places: labels with spaces, the same with underscores, the same in alphabetical order.
CREATE TYPE place_status AS ENUM ('New', 'Selected', 'Maybe', 'Not a Fit', 'Archived');
CREATE TYPE placestatusenum AS ENUM ('new', 'selected', 'maybe', 'not_a_fit', 'archived');
CREATE TYPE "PlaceStatusEnum" AS ENUM ('Archived', 'Maybe', 'New', 'Not a Fit', 'Selected');

-- Jobs: one name in several schemas.
CREATE TYPE job_status AS ENUM ('queued', 'running', 'done', 'failed');
CREATE TYPE crawl.job_status AS ENUM ('Queued', 'Running', 'Done', 'Failed');
CREATE TYPE crm.job_status AS ENUM ('queued', 'running', 'done', 'failed');
CREATE TYPE "Legacy"."JobStatus" AS ENUM ('Queued', 'Running', 'Done', 'Failed');
CREATE TYPE "Legacy"."Job Status" AS ENUM ('DONE', 'FAILED', 'QUEUED', 'RUNNING');

-- Two services that other names share their labels.
CREATE TYPE gcp_api_deep_scan_status AS ENUM ('Queued', 'Scanning', 'Completed', 'Error');
CREATE TYPE gcpapideepscanstatusenum AS ENUM ('Queued', 'Scanning', 'Completed', 'Error');
CREATE TYPE hubspot_sync_status AS ENUM ('Queued', 'Scanning', 'Completed', 'Error');
CREATE TYPE hubspotsyncstatus AS ENUM ('queued', 'scanning', 'completed', 'error');

CREATE TYPE local_business_status AS ENUM ('New', 'Open', 'Closed');
CREATE TYPE localbusinessstatus AS ENUM ('new', 'open', 'closed');

CREATE TYPE user_role AS ENUM ('basic', 'admin', 'super_admin', 'system');
CREATE TYPE userrole AS ENUM ('basic', 'admin', 'super_admin', 'system');
CREATE TYPE "UserRole" AS ENUM ('Basic', 'Admin', 'Super Admin', 'System');

-- Digits, and their order turned round.
CREATE TYPE crm.priority AS ENUM ('1', '2', '3', '4', '5', '6', '7');
CREATE TYPE crm."Priority" AS ENUM ('7', '6', '5', '4', '3', '2', '1');

CREATE TYPE task_status AS ENUM ('Queued', 'InProgress', 'Completed', 'Cancelled', 'Paused');
CREATE TYPE taskstatus AS ENUM ('queued', 'in_progress', 'completed', 'cancelled', 'paused');

-- What a label may be: nothing, a space, what separates and quotes in SQL, arrays and CSV, 63 bytes of one and of two each.
CREATE TYPE odd_label AS ENUM (
    '', ' ', 'a, b', 'it''s', 'say "so"', 'C:\new', '{braces}', '(parentheses)', 'NULL', '007', 'Straße', '%', E'line\nbreak',
    'label-of-sixty-three-bytes-0123456789-0123456789-0123456789-abc', 'äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüx');
CREATE TYPE "OddLabel" AS ENUM (
    '', ' ', 'a, b', 'it''s', 'say "so"', 'C:\new', '{braces}', '(parentheses)', 'NULL', '007', 'Straße', '%', E'line\nbreak',
    'label-of-sixty-three-bytes-0123456789-0123456789-0123456789-abc', 'äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüx');

CREATE TYPE contact_email_type_enum AS ENUM ('SERVICE', 'CORPORATE', 'FREE', 'UNKNOWN');
CREATE TYPE contactemailtypeenum AS ENUM ('service', 'corporate', 'free');

CREATE TYPE company_size AS ENUM ('micro', 'small', 'medium', 'large');
CREATE TYPE companysize AS ENUM ('Micro', 'Small', 'Medium', 'Large');

-- Types over enums.
CREATE DOMAIN crm.contact_state AS contact_curation_status DEFAULT 'New' CONSTRAINT never_skipped CHECK (VALUE <> 'Skipped');
CREATE DOMAIN crm.contact_states AS contact_curation_status[];
CREATE TYPE crm.status_change AS (was domainstatus, became domainstatus, at timestamptz);
CREATE TYPE company_sizes AS RANGE (subtype = company_size);
