-- In order of their ids, so that two who record at once wait for each other in one direction only.
-- A session starts within a second; a commit's time is that second's beginning.
-- $1 commits json
INSERT INTO v7_commits (sha, parents, author, author_email, subject, committed_at, session_id)
SELECT given.sha, given.parents, given.author, given.author_email, given.subject, to_timestamp(given.committed_at), session.id
  FROM json_to_recordset($1::json) AS given (
      sha text, parents text[], author text, author_email text, subject text, committed_at double precision,
      actors text[]
  )
  LEFT JOIN LATERAL (
      SELECT s.id FROM v7_sessions s
       WHERE s.actor = ANY (given.actors)
         AND date_trunc('second', s.started_at) <= to_timestamp(given.committed_at)
         AND (s.ended_at IS NULL OR s.ended_at >= to_timestamp(given.committed_at))
       ORDER BY s.started_at DESC, s.id DESC LIMIT 1
  ) session ON true
 ORDER BY given.sha
    ON CONFLICT DO NOTHING
RETURNING sha
