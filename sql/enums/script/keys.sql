-- What tells the rows of tables apart, a column a row: the primary key, else a unique index over columns that are never null, else
-- nothing. Said of each: whether its type can be hashed, and how else it is told.
-- $1 tables bigint[]
SELECT
    i.indrelid::text AS "tableOid",
    a.attname AS column,
    format_type(a.atttypid, a.atttypmod) AS type,
    a.atttypid::text AS "typeOid"
  FROM unnest($1::int8[]) AS wanted (oid)
 CROSS JOIN LATERAL (
    SELECT x.indrelid, x.indkey, x.indnkeyatts
      FROM pg_index x
     WHERE x.indrelid = wanted.oid::oid AND x.indisunique AND x.indisvalid AND x.indimmediate
       AND x.indpred IS NULL AND x.indexprs IS NULL
       AND NOT EXISTS (
            SELECT 1
              FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
              JOIN pg_attribute b ON b.attrelid = x.indrelid AND b.attnum = k.attnum
             WHERE k.place <= x.indnkeyatts AND NOT b.attnotnull
        )
     ORDER BY x.indisprimary DESC, x.indnkeyatts, x.indexrelid
     LIMIT 1
) i
 CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
 WHERE k.place <= i.indnkeyatts
 ORDER BY i.indrelid, k.place
