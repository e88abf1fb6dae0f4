-- The newest snapshot with all its figures, of whoever is named, else anybody.
-- $1 triggered_by text
SELECT jsonb_build_object(
    'id', id, 'date', snapshot_date, 'triggered_by', triggered_by, 'session_id', session_id,
    'taken_at', to_char(taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'total_files', total_files, 'total_size_bytes', total_size_bytes) AS snapshot, health
  FROM v7_system_state
 WHERE $1::text IS NULL OR triggered_by = $1::text
 ORDER BY taken_at DESC, id DESC
 LIMIT 1
