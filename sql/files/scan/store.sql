-- A batch of files: what of it is registered, changes and new rows, the files of declared projects; then it is empty again.
-- Files that were registered once and are back, those of another scan, and those of scripts that had no bytes.
UPDATE scanned_files AS scanned
   SET id = registered.id
  FROM v7_files AS registered
 WHERE scanned.id IS NULL AND registered.path = scanned.path;

-- Each part sees the rows as they were before the statement. A batch without known files does not read the registry.
WITH before AS (
    SELECT scanned.id, scanned.path, scanned.hash, registered.hash AS old_hash, registered.deleted_at IS NOT NULL AS was_gone
      FROM scanned_files AS scanned JOIN v7_files AS registered ON registered.id = scanned.id
     WHERE EXISTS (SELECT FROM scanned_files WHERE id IS NOT NULL)
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
           last_run_id = (SELECT run_id FROM scan_run)
      FROM scanned_files AS scanned
     WHERE registered.id = scanned.id AND EXISTS (SELECT FROM scanned_files WHERE id IS NOT NULL)
), changed AS (
    INSERT INTO v7_changes (file_id, session_id, path, change_type, old_hash, new_hash, detected_by, run_id)
    SELECT id, (SELECT session_id FROM scan_run), path,
           CASE WHEN was_gone THEN 'created' ELSE 'modified' END,
           CASE WHEN NOT was_gone THEN old_hash END, hash, 'scan', (SELECT run_id FROM scan_run)
      FROM before
     WHERE (was_gone OR old_hash IS DISTINCT FROM hash) AND (SELECT tells_changes FROM scan_run)
    RETURNING change_type
)
SELECT count(*) FILTER (WHERE change_type = 'created')::int4 AS added,
       count(*) FILTER (WHERE change_type = 'modified')::int4 AS modified
  FROM changed;

WITH added AS (
    INSERT INTO v7_files (path_bytes, path, hash, size_bytes, ext, file_type, component, pillar, project, title, mtime,
                          metadata, last_run_id)
    SELECT coalesce(path_bytes, convert_to(path, 'UTF8')), path, hash, size_bytes, ext, file_type, component, pillar, project,
           title, mtime, metadata, (SELECT run_id FROM scan_run)
      FROM scanned_files
     WHERE id IS NULL
    RETURNING id, path, hash
), changed AS (
    INSERT INTO v7_changes (file_id, session_id, path, change_type, new_hash, detected_by, run_id)
    SELECT id, (SELECT session_id FROM scan_run), path, 'created', hash, 'scan', (SELECT run_id FROM scan_run)
      FROM added
     WHERE (SELECT tells_changes FROM scan_run)
)
SELECT count(*)::int4 AS added FROM added;

WITH updated AS (
    UPDATE files
       SET ext = scanned.ext, size = scanned.size_bytes, mtime = scanned.mtime, sha256 = scanned.hash, in_scan = TRUE,
           missing_since = NULL, last_run_id = (SELECT run_id FROM scan_run)
      FROM scanned_files AS scanned
     WHERE files.project_path = scanned.project_path AND files.file_path = scanned.file_path
       AND EXISTS (SELECT FROM scanned_files WHERE project_path IS NOT NULL)
)
INSERT INTO files (project_path, file_path, ext, size, mtime, sha256, in_scan, last_run_id)
SELECT project_path, file_path, ext, size_bytes, mtime, hash, TRUE, (SELECT run_id FROM scan_run)
  FROM scanned_files AS scanned
 WHERE project_path IS NOT NULL
   AND NOT EXISTS (SELECT FROM files
                    WHERE files.project_path = scanned.project_path AND files.file_path = scanned.file_path);

TRUNCATE scanned_files;
