-- title: Success of the meta collector
-- about: Week by week: projects with a fresh scan, files in a scan, grave gaps opened and closed, time to an action, scripts with the helper.
-- parameter: weeks integer(1..520) = 12: how many weeks
-- columns: week, projects_fresh_pct, files_in_scan_pct, high_gaps_opened, high_gaps_closed, seconds_to_action, scripts_with_helper_pct, open_gaps
-- chart: lines week: projects_fresh_pct, files_in_scan_pct, scripts_with_helper_pct
-- answers: 002:250-259, 002:199
-- empty: The collector has not run yet.
-- next: v7 enrich refresh-meta
WITH newest AS (
    SELECT week, figures FROM meta_figures ORDER BY week DESC LIMIT $1::integer
)
SELECT week, (figures ->> 'projects_fresh_pct')::numeric AS projects_fresh_pct,
       (figures ->> 'files_in_scan_pct')::numeric AS files_in_scan_pct, (figures ->> 'high_gaps_opened')::integer AS high_gaps_opened,
       (figures ->> 'high_gaps_closed')::integer AS high_gaps_closed, (figures ->> 'seconds_to_action')::numeric AS seconds_to_action,
       (figures ->> 'scripts_with_helper_pct')::numeric AS scripts_with_helper_pct, (figures ->> 'open_gaps')::integer AS open_gaps
  FROM newest
 ORDER BY week
