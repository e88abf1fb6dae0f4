-- The later word on a commit counts.
-- $1 rewritten json
UPDATE v7_commits c SET rewritten_as = given.new
  FROM (
      SELECT DISTINCT ON (g.old) g.old, g.new
        FROM ROWS FROM (json_to_recordset($1::json) AS (old text, new text)) WITH ORDINALITY AS g (old, new, place)
       ORDER BY g.old, g.place DESC
  ) given
 WHERE c.sha = given.old AND c.rewritten_as IS DISTINCT FROM given.new
