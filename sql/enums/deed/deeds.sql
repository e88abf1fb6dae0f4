-- What v7 remembers of targets' deeds, the last first.
-- $1 target text
SELECT
    d.deed,
    d.address,
    d.target,
    d.direction,
    d.strategy,
    d.state,
    d.ledger::text AS ledger,
    d.carried_out_by AS "by",
    to_char(coalesce(d.ended_at, d.begun_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "at"
  FROM v7_enum_deeds d
 WHERE d.target = $1
 ORDER BY coalesce(d.ended_at, d.begun_at) DESC, d.deed
