-- title: Gate
-- about: Whether a phase's gate lets the next phase start.
-- parameter: phase integer(0..10000) = all: the phase's number
-- address: phase/{phase_number}
-- columns: phase_number, phase_name, status, approval_status, gate_status
-- answers: 001:102-115
-- corrects: A phase that was approved and then rolled back or blocked is not ready.
-- empty: No such phase is recorded.
-- next: v7 status
SELECT phase_number, phase_name, status, approval_status,
       CASE WHEN approval_status = 'approved' AND status NOT IN ('not_started', 'blocked', 'rolled_back')
           THEN 'Ready for next phase' ELSE 'Awaiting approval' END AS gate_status
  FROM v7_migration_workflow
 WHERE $1::integer IS NULL OR phase_number = $1
 ORDER BY phase_number
