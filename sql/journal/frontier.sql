-- Of these commits, in their order, those that are not recorded; whether these parents are; and the commits that had no parents
-- where they were recorded and of which no change is known: a shallow clone's last. A history's first has the changes that
-- made it.
-- $1 shas text[], $2 parents text[]
SELECT ARRAY(SELECT given.sha
               FROM unnest($1::text[]) WITH ORDINALITY AS given (sha, place)
              WHERE NOT EXISTS (SELECT FROM v7_commits recorded WHERE recorded.sha = given.sha)
              ORDER BY given.place) AS unrecorded,
       ARRAY(SELECT c.sha
               FROM v7_commits c
              WHERE c.parents = '{}' AND NOT EXISTS (SELECT FROM v7_changes h WHERE h.commit_sha = c.sha)) AS roots,
       NOT EXISTS (SELECT FROM unnest($2::text[]) AS given (sha)
                    WHERE NOT EXISTS (SELECT FROM v7_commits recorded WHERE recorded.sha = given.sha)) AS "areParentsRecorded"
