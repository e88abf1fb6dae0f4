-- What was loaded before is not loaded again.
-- $1 node text, $2 source text, $3 observed_at timestamptz, $4 facts jsonb
WITH loaded AS (
    SELECT f.fact, f.value FROM jsonb_to_recordset($4::jsonb) AS f (fact TEXT, value JSONB)
), recorded AS (
    INSERT INTO v7_node_facts (node_name, fact, value, source, observed_at)
    SELECT $1, l.fact, l.value, $2, $3::timestamptz
      FROM loaded l
     WHERE NOT EXISTS (
         SELECT FROM v7_node_facts k
          WHERE k.node_name = $1 AND k.fact = l.fact AND k.value = l.value AND k.source = $2 AND k.observed_at = $3::timestamptz)
    RETURNING fact
)
SELECT (SELECT count(*) FROM recorded)::integer AS recorded,
       (SELECT count(*) FROM loaded)::integer AS loaded,
       (SELECT count(*) FROM recorded r WHERE EXISTS (
           SELECT FROM v7_node_facts k
            WHERE k.node_name = $1 AND k.fact = r.fact AND k.observed_at > $3::timestamptz))::integer AS older
