-- A proposal: nobody has approved it yet.
-- The present enum stays until this plan is retired, so that the way back needs no backup.
-- A default, a view or a function that uses the column must be dropped before and made anew after;
-- the database that holds the enum has not been looked at for them.
CREATE TYPE v7_contact_status AS ENUM ('complete', 'error', 'new', 'processing', 'queued', 'skipped');

ALTER TABLE contacts
  ALTER COLUMN curation_status TYPE v7_contact_status
  USING (CASE curation_status::text
    WHEN 'Complete' THEN 'complete'
    WHEN 'Error' THEN 'error'
    WHEN 'New' THEN 'new'
    WHEN 'Processing' THEN 'processing'
    WHEN 'Queued' THEN 'queued'
    WHEN 'Skipped' THEN 'skipped'
  END)::v7_contact_status;
