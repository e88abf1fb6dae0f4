-- Remembers what documents took from rows: [{"address", "field", "applied", "accepted"}]. What counts no more is forgotten.
-- $1 found jsonb
SELECT v7_accept($1::jsonb) AS added
