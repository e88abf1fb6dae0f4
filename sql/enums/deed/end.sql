-- How a deed ended. What is done is not undone again by a later word.
-- $1 deed text, $2 state varchar, $3 ledger uuid, $4 by text, $5 at timestamptz, $6 detail jsonb
UPDATE v7_enum_deeds
   SET state = $2,
    ledger = coalesce($3::uuid, ledger),
    carried_out_by = coalesce($4, carried_out_by),
    ended_at = coalesce($5::timestamptz AT TIME ZONE 'UTC', CURRENT_TIMESTAMP),
    detail = coalesce($6::jsonb, detail)
 WHERE deed = $1
