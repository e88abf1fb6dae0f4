-- A plan that was approved or refused stays findable by its id for everyone who shares the database.
INSERT INTO v7_plans (plan_id, plan, created_by) VALUES ($1, $2::jsonb, $3) ON CONFLICT (plan_id) DO NOTHING
