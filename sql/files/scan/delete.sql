-- Files that are gone. The rows stay: history is kept.
-- $1 run_id bigint, $2 actor text, $3 ids bigint[], $4 tells_changes boolean
WITH gone AS (
    UPDATE v7_files
       SET deleted_at = now(), last_scanned = now(), last_run_id = $1::bigint
     WHERE id = ANY ($3::bigint[]) AND deleted_at IS NULL
    RETURNING id, path, hash
), missing AS (
    UPDATE files SET missing_since = now(), last_run_id = $1::bigint
      FROM gone
     WHERE files.project_path || '/' || files.file_path = gone.path AND files.missing_since IS NULL
), changed AS (
    INSERT INTO v7_changes (file_id, session_id, path, change_type, old_hash, detected_by, run_id)
    SELECT id, (SELECT id FROM v7_sessions WHERE actor = $2::text AND ended_at IS NULL ORDER BY id DESC LIMIT 1), path,
           'deleted', hash, 'scan', $1::bigint
      FROM gone
     WHERE $4::boolean
)
SELECT count(*)::int4 AS deleted FROM gone
