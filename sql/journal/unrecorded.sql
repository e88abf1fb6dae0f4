-- Of these commits, in their order, those that are not recorded.
-- $1 shas text[]
SELECT given.sha
  FROM unnest($1::text[]) WITH ORDINALITY AS given (sha, place)
 WHERE NOT EXISTS (SELECT FROM v7_commits recorded WHERE recorded.sha = given.sha)
 ORDER BY given.place
