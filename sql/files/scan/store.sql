-- A batch of files, one array a column: what of it is registered, changes and new rows, the files of declared projects. One
-- statement, whose parts see the rows as they were before: git waits for those of a commit.
-- $1 run_id bigint, $2 actor text, $3 tells_changes boolean
-- $4 ids bigint[], $5 paths text[], $6 path_bytes bytea[], $7 hashes text[], $8 sizes bigint[], $9 extensions text[]
-- $10 file_types text[], $11 components text[], $12 pillars text[], $13 projects text[], $14 titles text[]
-- $15 mtimes timestamp with time zone[], $16 metadata jsonb[], $17 project_paths text[], $18 file_paths text[]
WITH given AS MATERIALIZED (
    SELECT * FROM unnest($4::bigint[], $5::text[], $6::bytea[], $7::text[], $8::bigint[], $9::text[], $10::text[], $11::text[],
                         $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::jsonb[], $17::text[], $18::text[])
        AS given (known_id, path, path_bytes, hash, size_bytes, ext, file_type, component, pillar, project, title, mtime, metadata,
                  project_path, file_path)
), found AS (
    -- Files that were registered once and are back, those of another scan, and those of scripts that had no bytes.
    SELECT DISTINCT ON (registered.path) registered.path, registered.id
      FROM v7_files AS registered
     WHERE registered.path IN (SELECT path FROM given WHERE known_id IS NULL)
     ORDER BY registered.path, registered.deleted_at IS NOT NULL, registered.id
), scanned AS MATERIALIZED (
    SELECT given.*, coalesce(given.known_id, found.id) AS id
      FROM given LEFT JOIN found ON found.path = given.path AND given.known_id IS NULL
), session AS (
    SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1
), before AS (
    -- A batch without known files does not read the registry.
    SELECT scanned.id, scanned.path, scanned.hash, registered.hash AS old_hash, registered.deleted_at IS NOT NULL AS was_gone
      FROM scanned JOIN v7_files AS registered ON registered.id = scanned.id
     WHERE EXISTS (SELECT FROM scanned WHERE id IS NOT NULL)
), updated AS (
    UPDATE v7_files AS registered
       SET path_bytes = coalesce(scanned.path_bytes, convert_to(scanned.path, 'UTF8')),
           hash = scanned.hash,
           size_bytes = scanned.size_bytes,
           ext = scanned.ext,
           file_type = scanned.file_type,
           component = scanned.component,
           pillar = scanned.pillar,
           project = scanned.project,
           title = scanned.title,
           mtime = scanned.mtime,
           metadata = (coalesce(registered.metadata, '{}') - ARRAY['stamp', 'mtime_ns', 'language', 'lines', 'inode',
                                                                      'device', 'links', 'state'])
                      || scanned.metadata,
           last_scanned = now(),
           deleted_at = NULL,
           last_run_id = $1::bigint
      FROM scanned
     WHERE registered.id = scanned.id AND EXISTS (SELECT FROM scanned WHERE id IS NOT NULL)
), added AS (
    INSERT INTO v7_files (path_bytes, path, hash, size_bytes, ext, file_type, component, pillar, project, title, mtime,
                          metadata, last_run_id)
    SELECT coalesce(path_bytes, convert_to(path, 'UTF8')), path, hash, size_bytes, ext, file_type, component, pillar, project,
           title, mtime, metadata, $1::bigint
      FROM scanned
     WHERE id IS NULL
    RETURNING id, path, hash
), changed AS (
    SELECT id, path, CASE WHEN was_gone THEN 'created' ELSE 'modified' END AS change_type,
           CASE WHEN NOT was_gone THEN old_hash END AS old_hash, hash
      FROM before
     WHERE was_gone OR old_hash IS DISTINCT FROM hash
     UNION ALL
    SELECT id, path, 'created', NULL, hash FROM added
), told AS (
    INSERT INTO v7_changes (file_id, session_id, path, change_type, old_hash, new_hash, detected_by, run_id)
    SELECT id, (SELECT id FROM session), path, change_type, old_hash, hash, 'scan', $1::bigint
      FROM changed
     WHERE $3::boolean
), placed AS (
    UPDATE files
       SET ext = scanned.ext, size = scanned.size_bytes, mtime = scanned.mtime, sha256 = scanned.hash, in_scan = TRUE,
           missing_since = NULL, last_run_id = $1::bigint
      FROM scanned
     WHERE files.project_path = scanned.project_path AND files.file_path = scanned.file_path
       AND EXISTS (SELECT FROM scanned WHERE project_path IS NOT NULL)
), placed_first AS (
    INSERT INTO files (project_path, file_path, ext, size, mtime, sha256, in_scan, last_run_id)
    SELECT project_path, file_path, ext, size_bytes, mtime, hash, TRUE, $1::bigint
      FROM scanned
     WHERE project_path IS NOT NULL
       AND NOT EXISTS (SELECT FROM files
                        WHERE files.project_path = scanned.project_path AND files.file_path = scanned.file_path)
)
SELECT count(*) FILTER (WHERE change_type = 'created')::int4 AS added,
       count(*) FILTER (WHERE change_type = 'modified')::int4 AS modified
  FROM changed
