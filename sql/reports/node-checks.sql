-- title: Checks of the machines
-- about: The latest result of each check, the worst first: what passed counts as verified for as long as its node says, then nobody knows.
-- columns: node, check_name, state, expected, found, detail, verified_at, valid_until, verified_by
-- answers: 004:16
-- empty: No check was made.
-- next: v7 node verify
WITH latest AS (
    SELECT DISTINCT ON (v.address, v.check_name) v.*
      FROM v7_verifications v
     ORDER BY v.address, v.check_name, v.verified_at DESC, v.id DESC
)
SELECT substr(l.address, 6) AS node,
       l.check_name,
       CASE WHEN l.status = 'verified' AND l.valid_until <= now() THEN 'expired' ELSE l.status END AS state,
       l.expected #>> '{}' AS expected,
       l.found #>> '{}' AS found,
       l.detail,
       l.verified_at,
       l.valid_until,
       l.verified_by
  FROM latest l
 WHERE l.address LIKE 'node/%'
 ORDER BY CASE WHEN l.status = 'failed' THEN 1 WHEN l.status = 'unknown' THEN 2 WHEN l.status = 'verified' AND l.valid_until <= now() THEN 3
               WHEN l.status = 'skipped' THEN 4 ELSE 5 END, l.address, l.check_name
