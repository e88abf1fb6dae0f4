-- title: Next actions
-- about: What should run next, the most valuable first, and why. Its number is what v7 enrich run takes.
-- parameter: limit integer(1..10000) = 10: how many
-- columns: id, priority, title, command, scope, rationale
-- answers: 002:28, 002:88
-- empty: No action is queued.
SELECT id, priority, title,
       (SELECT string_agg(CASE WHEN word ~ '^[A-Za-z0-9_./:@=+-]+$' THEN word ELSE quote_literal(word) END, ' ' ORDER BY place)
          FROM jsonb_array_elements_text(command -> 'argv') WITH ORDINALITY AS words (word, place)) AS command,
       scope, rationale
  FROM v_next_actions
 ORDER BY priority DESC, id
 LIMIT $1::integer
