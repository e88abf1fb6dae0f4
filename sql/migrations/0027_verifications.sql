-- A check that nobody knows how to make is skipped, which is neither good nor bad.
ALTER TABLE v7_verifications
    DROP CONSTRAINT v7_verifications_status_check,
    ADD CONSTRAINT v7_verifications_status_check CHECK (status IN ('verified', 'partial', 'failed', 'unknown', 'skipped'));

-- How long it took, how often it was tried, and until when a check that passed counts.
ALTER TABLE v7_verifications
    ADD COLUMN duration_ms INTEGER,
    ADD COLUMN tries INTEGER,
    ADD COLUMN valid_until TIMESTAMPTZ;
