-- Starts a session unless the actor has one; no row then. Each clone may have a database of its own, whose numbers begin at 1:
-- the mark of the database keeps their logs apart.
-- $1 actor text, $2 title text, $3 timezone text
INSERT INTO v7_sessions (actor, title)
SELECT $1::text, $2::text
 WHERE NOT EXISTS (SELECT FROM v7_sessions WHERE actor = $1::text AND ended_at IS NULL)
    ON CONFLICT DO NOTHING
RETURNING id::text, to_char(now() AT TIME ZONE $3::text, 'YYYY-MM-DD HH24:MI') AS local_time,
    (SELECT left(md5(lineage::text), 6) FROM v7_state) AS mark
