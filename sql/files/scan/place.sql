-- Where the rules changed, unchanged files may belong elsewhere: one array a column.
-- $1 run_id bigint, $2 ids bigint[], $3 extensions text[], $4 file_types text[], $5 languages text[], $6 components text[]
-- $7 pillars text[], $8 projects text[], $9 project_paths text[], $10 file_paths text[]
WITH placed AS (
    SELECT * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
        AS placed (id, ext, file_type, language, component, pillar, project, project_path, file_path)
), updated AS (
    UPDATE v7_files AS registered
       SET ext = placed.ext, file_type = placed.file_type, component = placed.component, pillar = placed.pillar,
           project = placed.project, last_run_id = $1::bigint,
           metadata = (coalesce(registered.metadata, '{}') - 'language')
                      || jsonb_strip_nulls(jsonb_build_object('language', placed.language))
      FROM placed
     WHERE registered.id = placed.id
       AND (registered.ext, registered.file_type, registered.metadata ->> 'language', registered.component, registered.pillar,
            registered.project)
           IS DISTINCT FROM (placed.ext, placed.file_type, placed.language, placed.component, placed.pillar, placed.project)
)
INSERT INTO files (project_path, file_path, ext, size, mtime, sha256, in_scan, last_run_id)
SELECT placed.project_path, placed.file_path, placed.ext, registered.size_bytes, registered.mtime, registered.hash, TRUE,
       $1::bigint
  FROM placed JOIN v7_files AS registered ON registered.id = placed.id
 WHERE placed.project_path IS NOT NULL
   AND NOT EXISTS (SELECT FROM files
                    WHERE files.project_path = placed.project_path AND files.file_path = placed.file_path)
