-- Plans whose id begins so; the newest first, two are enough to tell that the prefix is ambiguous.
-- $1 id_prefix text
SELECT plan FROM v7_plans WHERE starts_with(plan_id, $1) ORDER BY created_at DESC LIMIT 2
