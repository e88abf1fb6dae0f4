-- Commits that had no parents where they were recorded and of which no change is known: a shallow clone's last. A history's
-- first has the changes that made it.
SELECT sha FROM v7_commits c
 WHERE parents = '{}' AND NOT EXISTS (SELECT FROM v7_changes h WHERE h.commit_sha = c.sha)
