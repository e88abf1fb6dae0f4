-- Locked in order of their ids, as commits are inserted.
WITH given AS (
    SELECT DISTINCT ON (g.old) g.old, g.new FROM json_to_recordset($1::json) AS g (old text, new text)
), locked AS (
    SELECT c.sha, given.new FROM v7_commits c JOIN given ON given.old = c.sha ORDER BY c.sha FOR UPDATE OF c
)
UPDATE v7_commits c SET rewritten_as = locked.new
FROM locked WHERE c.sha = locked.sha AND c.rewritten_as IS DISTINCT FROM locked.new;
