-- The attempt is written down before anything else; it is the only trace of a refusal or a crash.
INSERT INTO v7_applies (plan_id, actor, host, process_id, commit_sha, branch, dirty, reason, tool_version, overrides)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING apply_id
