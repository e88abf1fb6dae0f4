-- title: Dashboard
-- about: Every phase with its tasks, files, enums, highest risk, blockers and gate.
-- address: phase/{phase_number}
-- columns: phase_number, phase_name, phase_status, lead_persona, total_tasks, completed_tasks, migrated_files, enum_migrations, highest_risk, highest_pending_risk, open_blockers, gate_open
-- answers: 001:295-296, 001:444-445, 001:566
-- corrects: The seed's view sorted risks as words, looked for the file status 'completed', and multiplied files by enums by impacts.
-- empty: No phase is recorded.
-- next: v7 status
SELECT phase_number, phase_name, phase_status, lead_persona, total_tasks, completed_tasks, migrated_files, enum_migrations,
       highest_risk, highest_pending_risk, open_blockers, gate_open
  FROM v7_migration_dashboard_v2
 ORDER BY phase_number
