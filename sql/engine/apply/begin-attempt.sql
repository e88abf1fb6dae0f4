-- The attempt is written down before anything else; it is the only trace of a refusal or a crash.
-- $1 plan_id text, $2 actor text, $3 host text, $4 process_id integer, $5 commit_sha text, $6 branch text, $7 dirty boolean
-- $8 reason text, $9 tool_version text, $10 overrides text[]
INSERT INTO v7_applies (plan_id, actor, host, process_id, commit_sha, branch, dirty, reason, tool_version, overrides)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING apply_id
