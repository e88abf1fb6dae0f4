-- What was done to enums of targets, as v7 remembers it, the last first. The truth is in the targets' own ledgers.
-- $1 address text, $2 target text
SELECT
    d.deed,
    d.address,
    d.target,
    d.direction,
    d.strategy,
    d.state,
    to_char(coalesce(d.ended_at, d.begun_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "at",
    d.carried_out_by AS "by",
    d.detail
  FROM v7_enum_deeds d
 WHERE ($1::text IS NULL OR d.address = $1) AND ($2::text IS NULL OR d.target = $2)
 ORDER BY coalesce(d.ended_at, d.begun_at) DESC, d.deed
