-- The target's own account of what was done to its enums: it is the truth about that, whatever v7's database says. It is made once.
CREATE SCHEMA IF NOT EXISTS v7;
COMMENT ON SCHEMA v7 IS 'What v7 did to this database''s enums, and what merged values were';
CREATE TABLE IF NOT EXISTS v7.ledger (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    is_only boolean NOT NULL DEFAULT true UNIQUE CHECK (is_only),
    made_at timestamptz NOT NULL DEFAULT current_timestamp
);
INSERT INTO v7.ledger (is_only) VALUES (true) ON CONFLICT (is_only) DO NOTHING;
CREATE TABLE IF NOT EXISTS v7.enum_deeds (
    deed text PRIMARY KEY,
    lineage text NOT NULL,
    project text,
    address text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('implement', 'rollback', 'retire')),
    strategy text NOT NULL,
    script text NOT NULL,
    script_sha256 text NOT NULL,
    way_back text NOT NULL,
    ending text NOT NULL,
    detail jsonb NOT NULL,
    carried_out_by text NOT NULL DEFAULT session_user,
    carried_out_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
