-- Agrees to a plan as one of the login's personas. `refused` says why not.
-- $1 plan jsonb, $2 persona text, $3 note text
SELECT refused, to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS expires_at FROM v7_approve($1::jsonb, $2, $3)
