-- A proposal: nobody has approved it yet. It takes contact_status.up.sql back, value by value.
ALTER TABLE contacts
  ALTER COLUMN curation_status TYPE contact_curation_status
  USING (CASE curation_status::text
    WHEN 'complete' THEN 'Complete'
    WHEN 'error' THEN 'Error'
    WHEN 'new' THEN 'New'
    WHEN 'processing' THEN 'Processing'
    WHEN 'queued' THEN 'Queued'
    WHEN 'skipped' THEN 'Skipped'
  END)::contact_curation_status;

DROP TYPE v7_contact_status;
