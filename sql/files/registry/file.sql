-- All that is known of one file, by its printable path. A renamed file has what happened to it by both its names.
-- $1 path text, $2 most_changes integer
WITH found AS (
    SELECT f.*, written_at, CASE
            WHEN deleted_at IS NOT NULL THEN 'deleted'
            WHEN hash IS NULL THEN 'unhashed'
            WHEN component IS NULL AND pillar IS NULL AND project IS NULL THEN 'unrouted'
            ELSE 'present' END AS status
      FROM v7_files f JOIN v7_file_dates ON file_id = id
     WHERE path = $1::text
     ORDER BY deleted_at NULLS FIRST, id
     LIMIT 1
), happened AS (
    SELECT * FROM v7_changes WHERE path = $1::text OR old_path = $1::text
)
SELECT jsonb_build_object(
    'file', jsonb_build_object(
        'path', path, 'sha256', hash, 'size_bytes', size_bytes, 'ext', ext, 'type', file_type,
        'component', component, 'pillar', pillar, 'project', project,
        'modified_at', to_char(mtime AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'status', status),
    'title', title, 'language', metadata ->> 'language', 'lines', (metadata ->> 'lines')::int,
    'first_seen_at', to_char(first_seen AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'scanned_at', to_char(last_scanned AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'written_at', to_char(written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'deleted_at', to_char(deleted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'copies', (
        SELECT COALESCE(jsonb_agg(other.path ORDER BY other.path COLLATE "C"), '[]')
          FROM v7_files other
         WHERE other.hash = found.hash AND other.id <> found.id AND other.deleted_at IS NULL AND other.size_bytes > 0),
    'changes', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'id', id, 'at', to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'path', path, 'change', change_type, 'old_path', old_path, 'old_sha256', old_hash, 'new_sha256', new_hash,
                'detected_by', detected_by, 'commit', commit_sha, 'author', author, 'session_id', session_id)
            ORDER BY id DESC), '[]')
          FROM (SELECT * FROM happened ORDER BY id DESC LIMIT $2::int) newest),
    'changes_total', (SELECT COUNT(*) FROM happened)) AS known
  FROM found
