-- A scan of a project: where it is written down, and which files are in it.
-- $1 run_id bigint, $2 project_path text, $3 artifact text, $4 artifact_digest text, $5 metrics jsonb, $6 paths text[]
-- $7 scanned_at timestamp with time zone
WITH scanned AS (
    UPDATE files SET in_scan = (file_path = ANY ($6::text[]))
     WHERE project_path = $2::text AND in_scan <> (file_path = ANY ($6))
)
INSERT INTO codegraphx_enrichment (project_path, run_id, scan_artifact, artifact_sha256, metrics, scanned_at, scanned_by)
VALUES ($2, $1::bigint, $3::text, $4::text, $5::jsonb, $7::timestamptz, 'v7')
    ON CONFLICT (project_path, scanned_at) DO UPDATE SET scan_artifact = EXCLUDED.scan_artifact
