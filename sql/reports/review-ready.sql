-- title: Ready for review
-- about: Whether all tasks of a phase are finished.
-- parameter: phase integer(0..10000) = all: the phase's number
-- address: phase/{parent_phase}
-- columns: parent_phase, total_tasks, completed_tasks, cancelled_tasks, ready_for_review
-- answers: 001:384-393
-- corrects: A phase without tasks has a row and is not ready; a cancelled task does not block the review for ever.
-- empty: No such phase is recorded.
-- next: v7 phase review PHASE
WITH counts AS (
    SELECT w.phase_number,
           COUNT(t.id) AS total,
           COUNT(t.id) FILTER (WHERE t.status = 'completed') AS completed,
           COUNT(t.id) FILTER (WHERE t.status = 'cancelled') AS cancelled
      FROM v7_migration_workflow w
      LEFT JOIN v7_subworkflow_tasks t ON t.parent_phase = w.phase_number
     WHERE $1::integer IS NULL OR w.phase_number = $1
     GROUP BY w.phase_number
)
SELECT phase_number AS parent_phase, total AS total_tasks, completed AS completed_tasks, cancelled AS cancelled_tasks,
       completed > 0 AND total = completed + cancelled AS ready_for_review
  FROM counts
 ORDER BY phase_number
