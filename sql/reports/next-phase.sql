-- title: Next phase
-- about: The first phase that can start or start again.
-- address: phase/{phase_number}
-- columns: phase_number, phase_name, status
-- answers: 001:575-576
-- corrects: A rolled back or blocked phase comes before the ones behind it.
-- empty: No phase is left to start.
-- next: v7 phase start PHASE
SELECT phase_number, phase_name, status
  FROM v7_migration_workflow
 WHERE status IN ('not_started', 'rolled_back', 'blocked')
 ORDER BY phase_number
 LIMIT 1
