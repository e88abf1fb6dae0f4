-- title: Next actions
-- about: What should run next, the most valuable first, and why.
-- parameter: limit integer(1..10000) = 10: how many
-- columns: priority, title, rationale, command, scope
-- answers: 002:28, 002:88
-- empty: No action is queued.
SELECT priority, title, rationale, command, scope
  FROM v_next_actions
 ORDER BY priority DESC, id
 LIMIT $1::integer
