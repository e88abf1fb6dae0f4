-- $1 run, $2 actor. Each part sees the rows as they were before the statement.
WITH before AS (
    SELECT scanned.id, scanned.path, scanned.hash, registered.hash AS old_hash, registered.deleted_at IS NOT NULL AS was_gone
      FROM scanned_files AS scanned JOIN v7_files AS registered ON registered.id = scanned.id
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
           metadata = (coalesce(registered.metadata, '{}') - ARRAY['stamp', 'language', 'lines', 'inode', 'device', 'links', 'state'])
                      || scanned.metadata,
           last_scanned = now(),
           deleted_at = NULL,
           last_run_id = $1::bigint
      FROM scanned_files AS scanned
     WHERE registered.id = scanned.id
), changed AS (
    INSERT INTO v7_changes (file_id, session_id, path, change_type, old_hash, new_hash, detected_by, run_id)
    SELECT id, (SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1), path,
           CASE WHEN was_gone THEN 'created' ELSE 'modified' END,
           CASE WHEN NOT was_gone THEN old_hash END, hash, 'scan', $1::bigint
      FROM before
     WHERE was_gone OR old_hash IS DISTINCT FROM hash
    RETURNING change_type
)
SELECT count(*) FILTER (WHERE change_type = 'created')::int4 AS added,
       count(*) FILTER (WHERE change_type = 'modified')::int4 AS modified
  FROM changed
