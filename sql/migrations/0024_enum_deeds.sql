-- What was done to enums of other databases, as v7 saw it. The truth is in each target's own ledger, from which these rows can be made
-- again; a row that is open says that nobody knows yet how it ended.
CREATE TABLE v7_enum_deeds (
    deed VARCHAR(100) PRIMARY KEY,
    address TEXT NOT NULL,
    target VARCHAR(100) NOT NULL,
    direction VARCHAR(20) NOT NULL,
    strategy VARCHAR(20),
    state VARCHAR(20) NOT NULL DEFAULT 'open',
    ledger UUID,
    carried_out_by TEXT,
    begun_by TEXT NOT NULL DEFAULT session_user,
    begun_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at TIMESTAMP,
    detail JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT v7_enum_deeds_direction_check CHECK (direction IN ('implement', 'validate', 'rollback', 'retire')),
    CONSTRAINT v7_enum_deeds_state_check CHECK (state IN ('open', 'done', 'undone', 'lost')),
    CONSTRAINT v7_enum_deeds_detail_check CHECK (jsonb_typeof(detail) = 'object')
);
CREATE INDEX v7_enum_deeds_address_idx ON v7_enum_deeds (address, ended_at DESC);
