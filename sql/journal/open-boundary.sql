-- Commits whose parents this clone has now: of those who notice at once, one gets them back. Locked in order of their ids.
-- $1 commits json
WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS g (sha text, parents text[])
), locked AS (
    SELECT c.sha, given.parents FROM v7_commits c JOIN given USING (sha) WHERE c.parents = '{}' ORDER BY c.sha FOR UPDATE OF c
)
UPDATE v7_commits c SET parents = locked.parents
  FROM locked WHERE c.sha = locked.sha AND c.parents = '{}'
RETURNING c.sha
