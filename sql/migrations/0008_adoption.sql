-- Guest in somebody's database: tables that were there before v7 and now serve it too. v7 adds columns and triggers to
-- them and nothing else; everything about them that v7 would have made otherwise is written down here.

CREATE TABLE v7_adoptions (
    table_name TEXT PRIMARY KEY,
    adopted_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    adopted_by TEXT NOT NULL DEFAULT session_user,
    added_columns TEXT[] NOT NULL DEFAULT '{}',
    triggers TEXT[] NOT NULL DEFAULT '{}',       -- v7's, on this table
    left_out TEXT[] NOT NULL DEFAULT '{}',       -- indexes and constraints that v7's own table would have
    differences TEXT[] NOT NULL DEFAULT '{}'     -- where a column is wider than v7's
);
