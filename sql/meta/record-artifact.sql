-- A project's part of an artifact of CodeGraphX: when it was scanned, what the scan could see, and which of its files are in it. What is
-- recorded already, or older than that, says nothing of the files.
-- $1 run_id bigint, $2 project_path text, $3 artifact text, $4 artifact_digest text, $5 scanned_at timestamp with time zone
-- $6 metrics jsonb, $7 scope jsonb, $8 paths text[], $9 ignores_case boolean
WITH newest AS (
    SELECT max(scanned_at) AS scanned_at FROM codegraphx_enrichment
     WHERE project_path = $2::text AND scope ->> 'forgotten' IS NULL
), recorded AS (
    INSERT INTO codegraphx_enrichment (project_path, run_id, scan_artifact, artifact_sha256, metrics, scanned_at, scanned_by, scope)
    VALUES ($2, $1::bigint, $3::text, $4::text, $6::jsonb, $5::timestamptz, 'codegraphx', $7::jsonb)
        ON CONFLICT (project_path, scanned_at) DO NOTHING
    RETURNING 1
), scanned AS (
    SELECT id, CASE WHEN $9::boolean THEN lower(file_path) ELSE file_path END = ANY ($8::text[]) AS is_in
      FROM files
     WHERE project_path = $2
), marked AS (
    UPDATE files SET in_scan = scanned.is_in
      FROM scanned, newest
     WHERE files.id = scanned.id AND files.in_scan <> scanned.is_in
       AND EXISTS (SELECT FROM recorded) AND ($5 >= newest.scanned_at OR newest.scanned_at IS NULL)
)
SELECT count(*)::int4 AS recorded FROM recorded
