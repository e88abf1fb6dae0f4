-- In order of their ids, as commits are inserted.
-- $1 shas text[]
SELECT sha FROM v7_commits WHERE sha = ANY ($1::text[]) ORDER BY sha FOR UPDATE
