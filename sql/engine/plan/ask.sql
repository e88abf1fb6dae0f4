-- Keeps a plan for those who must agree; it takes the place of the one its author asked about from there before.
-- $1 plan jsonb, $2 actor text, $3 checkout text
SELECT to_char(v7_ask($1::jsonb, $2, $3) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS asked_at
