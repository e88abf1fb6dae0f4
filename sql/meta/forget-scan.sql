-- The scans of a folder that is there no more count no longer; their rows stay.
-- $1 project_path text
UPDATE codegraphx_enrichment
   SET scope = scope || '{"forgotten": true}'
 WHERE project_path = $1::text AND scope ->> 'forgotten' IS NULL
RETURNING id
