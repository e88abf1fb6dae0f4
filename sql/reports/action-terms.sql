-- title: Terms of actions
-- about: What each queued action's priority is made of: impact (0 to 10), freshness, dependency (0 to 5 each) and confidence (0 to 1), weighted.
-- parameter: limit integer(1..10000) = 10: how many
-- columns: id, priority, title, impact, freshness_penalty, dependency_weight, confidence, terms
-- answers: 002:224-230
-- empty: No action is queued.
SELECT v.id, v.priority, v.title, v.impact, v.freshness_penalty, v.dependency_weight, v.confidence, a.explanation -> 'terms' AS terms
  FROM v_next_actions v JOIN action_queue a ON a.id = v.id
 ORDER BY v.priority DESC, v.id
 LIMIT $1::integer
