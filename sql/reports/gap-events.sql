-- title: Story of gaps
-- about: When gaps opened, were seen again, waived and closed, and why, the newest first.
-- parameter: scope text = all: only of this project
-- parameter: limit integer(1..10000) = 100: how many
-- columns: at, event, gap_type, scope, severity, because
-- answers: 002:78
-- empty: Nothing happened to a gap.
SELECT e.at, e.event, g.gap_type, g.scope, e.severity, e.because
  FROM gap_events e JOIN gap_findings g ON g.id = e.gap_id
 WHERE $1::text IS NULL OR g.scope = $1
 ORDER BY e.id DESC
 LIMIT $2::integer
