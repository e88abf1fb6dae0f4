-- title: Registry by snapshot
-- about: What the registry held at each snapshot of the last days, and how much more that was than at the one before.
-- parameter: days integer(1..36500) = 90: how many days back
-- columns: taken_at, files, size_bytes, components, files_grown, bytes_grown, stale_files, empty_pillars, triggered_by
-- chart: lines taken_at: files
-- answers: 000:56, 000:80
-- empty: No snapshot was taken in these days.
-- next: v7 snapshot
WITH snapshots AS (
    SELECT id, taken_at, total_files AS files, total_size_bytes AS size_bytes,
           (SELECT COUNT(*) FROM jsonb_object_keys(files_by_component)) AS components,
           total_files - LAG(total_files) OVER by_time AS files_grown,
           total_size_bytes - LAG(total_size_bytes) OVER by_time AS bytes_grown,
           stale_files, empty_pillars, triggered_by
      FROM v7_system_state
    WINDOW by_time AS (ORDER BY taken_at, id)
), newest AS (
    SELECT * FROM snapshots
     WHERE taken_at > now() - make_interval(days => $1::integer)
     ORDER BY taken_at DESC, id DESC
     LIMIT 1000
)
SELECT taken_at, files, size_bytes, components, files_grown, bytes_grown, stale_files, empty_pillars, triggered_by
  FROM newest
 ORDER BY taken_at, id
