-- What was queued and nobody has done, the most valuable first.
SELECT title, rationale, COALESCE(command -> 'argv', '[]') AS argv
  FROM v_next_actions
 ORDER BY priority DESC, id
 LIMIT 100
