-- What the apply did and who had agreed, in its own transaction.
-- $1 apply_id uuid, $2 serial bigint, $3 summary jsonb, $4 plan jsonb, $5 approvals jsonb
UPDATE v7_applies SET serial = $2, summary = $3::jsonb, plan = $4::jsonb, approvals = $5::jsonb WHERE apply_id = $1
