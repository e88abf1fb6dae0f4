-- title: Pending approvals
-- about: Phases in review that nobody has approved.
-- columns: phase_name, status, approval_status
-- answers: 001:452-455
-- corrects: An approved phase is no longer listed.
-- empty: No phase waits for approval.
-- next: v7 phase approve PHASE --as PERSONA
SELECT phase_name, status, approval_status
  FROM v7_migration_workflow
 WHERE status = 'review' AND approval_status IS DISTINCT FROM 'approved'
 ORDER BY phase_number
