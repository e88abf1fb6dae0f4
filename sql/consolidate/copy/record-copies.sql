-- Files that are home: one array a column, then who copied them and who approved. What the registry did not know is registered,
-- and is a change; the next scan reads it and adds the rest.
-- $1 ids bigint[], $2 targets text[], $3 target_bytes bytea[], $4 hashes text[], $5 are_registered boolean[]
-- $6 extensions text[], $7 file_types text[], $8 components text[], $9 pillars text[], $10 projects text[], $11 actor text
-- $12 approved_by text, $13 approved_at timestamptz
WITH done AS (
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[], $5::bool[], $6::text[], $7::text[], $8::text[],
                         $9::text[], $10::text[])
        AS done (id, target, target_bytes, hash, is_registered, ext, file_type, component, pillar, project)
), copied AS (
    UPDATE v7_external_sources s
       SET status = 'copied', target_path = done.target, copied_hash = done.hash,
           copied_at = CASE WHEN s.status = 'copied' THEN s.copied_at ELSE now() END,
           duplicate_of_file = NULL, duplicate_of_source = NULL,
           approved_by = coalesce(s.approved_by, $12), approved_at = coalesce(s.approved_at, $13::timestamptz, now())
      FROM done
     WHERE s.id = done.id AND s.hash = done.hash
    RETURNING s.id, s.size_bytes, s.mtime
), fresh AS (
    SELECT done.*, copied.size_bytes, copied.mtime, f.id AS file_id, f.hash AS old_hash, f.deleted_at IS NULL AS was_there
      FROM done JOIN copied ON copied.id = done.id
      LEFT JOIN v7_files f ON f.path = done.target
     WHERE done.is_registered AND (f.id IS NULL OR f.deleted_at IS NOT NULL OR f.hash IS DISTINCT FROM done.hash)
), updated AS (
    UPDATE v7_files f
       SET hash = fresh.hash, size_bytes = fresh.size_bytes, mtime = fresh.mtime, deleted_at = NULL, last_scanned = now(),
           metadata = coalesce(f.metadata, '{}') - 'stamp'
      FROM fresh
     WHERE f.id = fresh.file_id
), inserted AS (
    INSERT INTO v7_files (path_bytes, path, hash, size_bytes, ext, file_type, component, pillar, project, mtime)
    SELECT target_bytes, target, hash, size_bytes, ext, file_type, component, pillar, project, mtime
      FROM fresh WHERE file_id IS NULL
    RETURNING id, path
)
INSERT INTO v7_changes (file_id, session_id, path, change_type, old_hash, new_hash, detected_by)
SELECT coalesce(fresh.file_id, inserted.id),
       (SELECT id FROM v7_sessions WHERE actor = $11::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1), fresh.target,
       CASE WHEN fresh.file_id IS NOT NULL AND fresh.was_there THEN 'modified' ELSE 'created' END,
       CASE WHEN fresh.was_there THEN fresh.old_hash END, fresh.hash, 'consolidate'
  FROM fresh LEFT JOIN inserted ON inserted.path = fresh.target
