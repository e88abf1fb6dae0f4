-- A deed that a target remembers enters here, whoever did it.
-- $1 deed varchar, $2 address text, $3 target varchar, $4 direction varchar, $5 strategy varchar
-- $6 ledger uuid, $7 login text, $8 moment timestamptz, $9 detail jsonb
INSERT INTO v7_enum_deeds (deed, address, target, direction, strategy, state, ledger, carried_out_by, begun_at, ended_at, detail)
VALUES ($1, $2, $3, $4, $5, 'done', $6, $7, $8::timestamptz AT TIME ZONE 'UTC', $8::timestamptz AT TIME ZONE 'UTC', $9)
    ON CONFLICT (deed) DO UPDATE SET
    state = 'done',
    ledger = excluded.ledger,
    carried_out_by = excluded.carried_out_by,
    ended_at = excluded.ended_at,
    detail = excluded.detail
