-- A commit whose parents this clone has now: only one of those who notice gets it back.
UPDATE v7_commits c SET parents = given.parents
FROM json_to_recordset($1::json) AS given (sha text, parents text[])
WHERE c.sha = given.sha AND c.parents = '{}'
RETURNING c.sha;
