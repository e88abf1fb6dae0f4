-- How far the registry has come.
SELECT coalesce((SELECT max(id) FROM v7_changes WHERE detected_by = 'scan'), 0)::text AS change,
       coalesce((SELECT max(recorded_at) FROM v7_commits), '-infinity')::text AS recorded_at
