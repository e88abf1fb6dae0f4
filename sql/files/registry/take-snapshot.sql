-- Keeps figures as a row, for the day it is in that timezone.
-- $1 figures jsonb, $2 timezone text, $3 session_id bigint, $4 triggered_by text
INSERT INTO v7_system_state (
    snapshot_date, session_id, triggered_by, total_files, total_size_bytes,
    files_by_component, files_by_pillar, files_by_project, files_by_type, pillars_total, empty_pillars,
    stale_days, stale_files, external_total, external_duplicates, external_unique, health)
SELECT (now() AT TIME ZONE $2::text)::date, $3::bigint, $4::text, h.total_files, h.total_size_bytes,
       h.files_by_component, h.files_by_pillar, h.files_by_project, h.files_by_type, h.pillars_total,
       jsonb_array_length(h.empty_pillars), h.stale_days, h.stale_files, h.external_total, h.external_duplicates,
       h.external_unique, $1::jsonb
  FROM jsonb_to_record($1::jsonb) AS h (
       total_files bigint, total_size_bytes bigint, files_by_component jsonb, files_by_pillar jsonb,
       files_by_project jsonb, files_by_type jsonb, pillars_total int, empty_pillars jsonb, stale_days int,
       stale_files bigint, external_total bigint, external_duplicates bigint, external_unique bigint)
RETURNING jsonb_build_object(
    'id', id, 'date', snapshot_date, 'triggered_by', triggered_by, 'session_id', session_id,
    'taken_at', to_char(taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'total_files', total_files, 'total_size_bytes', total_size_bytes) AS snapshot
