-- What was last done to enums on their targets, an enum a row: the deed that counts, and whether it was validated after it.
-- $1 addresses text[]
WITH done AS (
    SELECT
        d.address,
        d.direction,
        d.ended_at,
        row_number() OVER (PARTITION BY d.address ORDER BY d.ended_at DESC, d.deed DESC) AS place
      FROM v7_enum_deeds d
     WHERE d.address = ANY ($1::text[]) AND d.state = 'done' AND d.direction <> 'validate'
)
SELECT
    t.address,
    t.direction,
    EXISTS (
        SELECT 1
          FROM v7_enum_deeds v
         WHERE v.address = t.address AND v.direction = 'validate' AND v.state = 'done' AND v.ended_at >= t.ended_at
    ) AS "isValidated"
  FROM done t
 WHERE t.place = 1
