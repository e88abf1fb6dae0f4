-- Plans whose id begins with $1; the newest first, two are enough to tell that the prefix is ambiguous.
SELECT plan FROM v7_plans WHERE starts_with(plan_id, $1) ORDER BY created_at DESC LIMIT 2
