-- The serial fences: it rises by one with every non-empty apply, in the apply's own transaction.
-- $1 serial bigint, $2 commit_sha text, $3 project uuid
UPDATE v7_state
   SET serial = serial + 1, commit_sha = COALESCE($2, commit_sha), project = COALESCE(project, $3::uuid), applied_at = now()
 WHERE serial = $1
RETURNING serial
