-- A scan that a script of CodeGraphX wrote into the published file.
-- $1 project_path text, $2 artifact text, $3 metrics jsonb, $4 scanned_at timestamp with time zone
INSERT INTO codegraphx_enrichment (project_path, scan_artifact, metrics, scanned_at, scanned_by)
VALUES ($1, $2, $3::jsonb, $4::timestamptz, 'codegraphx')
    ON CONFLICT (project_path, scanned_at) DO NOTHING
