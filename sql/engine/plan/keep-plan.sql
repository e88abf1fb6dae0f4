-- A plan that was made or refused stays findable by its id for everyone who shares the database.
-- $1 plan_id text, $2 plan jsonb, $3 created_by text, $4 asked_from text
INSERT INTO v7_plans (plan_id, plan, created_by, asked_from) VALUES ($1, $2::jsonb, $3, $4) ON CONFLICT (plan_id) DO NOTHING
