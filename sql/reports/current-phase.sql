-- title: Current phase
-- about: Phases in progress: lead, days, planned days, blockers.
-- parameter: timezone zone = v7.yaml: where days begin
-- columns: phase_name, status, lead_persona, days_in_progress, blocker_count, planned_days
-- answers: 001:298-307
-- corrects: Without blockers the seed's count was NULL, and a blocker that is no list stopped the query.
-- empty: No phase is in progress.
-- next: v7 status
SELECT phase_name, status, lead_persona,
       CASE WHEN isfinite(started_at)
           THEN (now() AT TIME ZONE $1::text)::date - (started_at AT TIME ZONE 'UTC' AT TIME ZONE $1)::date END AS days_in_progress,
       CASE jsonb_typeof(blockers) WHEN 'array' THEN jsonb_array_length(blockers) WHEN 'object' THEN 1 ELSE 0 END AS blocker_count,
       planned_days
  FROM v7_migration_workflow
 WHERE status = 'in_progress'
 ORDER BY phase_number
