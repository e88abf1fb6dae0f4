-- The applies whose id begins so, and every committed apply after the first of them; with the commit of the apply before that
-- one, where the documents it removed can be found.
-- $1 id_prefix text
WITH wanted AS (SELECT min(serial) AS serial FROM v7_applies WHERE txid IS NOT NULL AND starts_with(apply_id::text, $1))
SELECT apply_id::text, serial::text, plan, commit_sha,
    (SELECT e.commit_sha FROM v7_applies e WHERE e.txid IS NOT NULL AND e.serial < (SELECT serial FROM wanted)
      ORDER BY e.serial DESC LIMIT 1) AS earlier_commit_sha
  FROM v7_applies
 WHERE txid IS NOT NULL AND serial >= (SELECT serial FROM wanted)
 ORDER BY serial
