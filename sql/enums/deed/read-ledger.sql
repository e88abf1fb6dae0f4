-- Whose account this is, and all deeds in it, the oldest first; one row of nulls for the deeds of an empty one.
SELECT
    l.id::text AS ledger,
    d.deed,
    d.lineage,
    d.project,
    d.address,
    d.direction,
    d.strategy,
    d.script,
    d.script_sha256 AS "sha256",
    d.way_back AS "wayBack",
    d.ending,
    d.detail,
    d.carried_out_by AS "by",
    to_char(d.carried_out_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at"
  FROM v7.ledger l
  LEFT JOIN v7.enum_deeds d ON true
 ORDER BY d.carried_out_at, d.deed
