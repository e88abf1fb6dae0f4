-- Commits that had no parents where they were recorded: a history's first, or a shallow clone's last.
SELECT sha FROM v7_commits WHERE parents = '{}';
