-- Where a walk may stop: all that came before a recorded commit is recorded.
SELECT sha FROM v7_commits ORDER BY committed_at DESC LIMIT 500
