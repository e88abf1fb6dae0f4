-- The figures that tell whether all this gets better, of the week that this is. The last run of a week says how it ended.
-- $1 run_id bigint, $2 timezone text
WITH coverage AS (
    SELECT round(100.0 * count(*) FILTER (WHERE fresh_14d) / nullif(count(*), 0), 1) AS projects_fresh_pct,
           round(100.0 * sum(scanned_files) / nullif(sum(tracked_files), 0), 1) AS files_in_scan_pct
      FROM v_index_coverage
), week AS (
    SELECT date_trunc('week', now() AT TIME ZONE $2::text)::date AS day
), gaps AS (
    SELECT count(*) FILTER (WHERE event IN ('opened', 'reopened')) AS opened, count(*) FILTER (WHERE event = 'closed') AS closed
      FROM gap_events, week
     WHERE severity IN ('high', 'critical') AND date_trunc('week', at AT TIME ZONE $2)::date = week.day
), queued AS (
    SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.queued_at - g.first_seen))::numeric, 1) AS seconds
      FROM action_queue a JOIN gap_findings g ON g.id = a.gap_id
), helper AS (
    SELECT round(100.0 * count(*) FILTER (WHERE uses_shared_helper) / nullif(count(*), 0), 1) AS pct
      FROM file_analyses WHERE uses_shared_helper IS NOT NULL
)
INSERT INTO meta_figures AS known (week, figures, run_id)
SELECT week.day,
       jsonb_build_object('projects_fresh_pct', coverage.projects_fresh_pct, 'files_in_scan_pct', coverage.files_in_scan_pct,
                          'high_gaps_opened', gaps.opened, 'high_gaps_closed', gaps.closed,
                          'seconds_to_action', queued.seconds, 'scripts_with_helper_pct', helper.pct,
                          'open_gaps', (SELECT count(*) FROM gap_findings WHERE closed_at IS NULL AND waived_by IS NULL)),
       $1::bigint
  FROM week, coverage, gaps, queued, helper
    ON CONFLICT (week) DO UPDATE SET figures = EXCLUDED.figures, run_id = EXCLUDED.run_id, kept_at = now()
