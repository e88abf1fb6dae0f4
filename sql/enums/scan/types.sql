-- Every type that holds one of these enums: itself, its array, domains and ranges over it, composites and rows of tables with it,
-- and so on from each of those.
-- $1 enums oid[]
WITH RECURSIVE steps AS (
    SELECT oid AS held, typarray AS holder FROM pg_type WHERE typarray <> 0
     UNION ALL
    SELECT typbasetype, oid FROM pg_type WHERE typtype = 'd'
     UNION ALL
    SELECT rngsubtype, rngtypid FROM pg_range
     UNION ALL
    SELECT rngtypid, rngmultitypid FROM pg_range
     UNION ALL
    SELECT a.atttypid, c.reltype
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
     WHERE a.attnum > 0 AND NOT a.attisdropped AND c.reltype <> 0
), reached (enum, type) AS (
    SELECT e.enum, e.enum FROM unnest($1::oid[]) AS e (enum)
     UNION
    SELECT r.enum, s.holder FROM reached r JOIN steps s ON s.held = r.type
)
SELECT enum::text AS enum, type::text AS type FROM reached
