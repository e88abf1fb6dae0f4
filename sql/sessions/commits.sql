-- The commits recorded in a session that are still in history, the newest first.
-- $1 session_id bigint
SELECT jsonb_build_object(
    'sha', sha, 'subject', subject, 'author', author,
    'committed_at', to_char(committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) AS commit
  FROM v7_commits
 WHERE session_id = $1::bigint AND rewritten_as IS NULL
 ORDER BY committed_at DESC, sha
