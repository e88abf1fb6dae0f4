-- $1 run, $2 actor
WITH added AS (
    INSERT INTO v7_files (path_bytes, path, hash, size_bytes, ext, file_type, component, pillar, project, title, mtime,
                          metadata, last_run_id)
    SELECT coalesce(path_bytes, convert_to(path, 'UTF8')), path, hash, size_bytes, ext, file_type, component, pillar, project,
           title, mtime, metadata, $1::bigint
      FROM scanned_files
     WHERE id IS NULL
    RETURNING id, path, hash
), changed AS (
    INSERT INTO v7_changes (file_id, session_id, path, change_type, new_hash, detected_by, run_id)
    SELECT id, (SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1), path,
           'created', hash, 'scan', $1::bigint
      FROM added
)
SELECT count(*)::int4 AS added FROM added
