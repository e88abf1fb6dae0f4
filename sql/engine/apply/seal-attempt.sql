-- What the apply did and who had agreed, in its own transaction.
UPDATE v7_applies SET serial = $2, summary = $3::jsonb, plan = $4::jsonb, approvals = $5::jsonb WHERE apply_id = $1
