-- Takes back what was agreed to in the login's name or its personas', and no apply used; of one persona, if one is named.
-- $1 plan_id text, $2 persona text
SELECT v7_revoke($1, $2) AS revoked
