-- title: Gap to action
-- about: Median time from a gap's detection to its queued action, in seconds.
-- columns: actions, median_seconds
-- answers: 002:256-257
-- empty: No action is recorded.
SELECT COUNT(*) AS actions,
       ROUND(percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM a.queued_at - g.first_seen))
             FILTER (WHERE isfinite(a.queued_at) AND isfinite(g.first_seen))::numeric, 1) AS median_seconds
  FROM action_queue a
  JOIN gap_findings g ON g.id = a.gap_id
