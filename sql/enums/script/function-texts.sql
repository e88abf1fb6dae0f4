-- Functions whose text is read when they run: those that name a type or one of its labels as a text, and those that make statements.
-- $1 name text, $2 labels text[]
SELECT
    o.identity,
    p.prosrc ~* ('\m' || regexp_replace($1, '([^[:alnum:]_])', '\\\1', 'g') || '\M') AS "namesType",
    array(
        SELECT l.label
          FROM unnest($2::text[]) WITH ORDINALITY AS l (label, place)
         WHERE position('''' || replace(l.label, '''', '''''') || '''' IN p.prosrc) > 0
         ORDER BY l.place
    ) AS labels,
    l.lanname = 'plpgsql' AND p.prosrc ~* '\mEXECUTE\M' AS "makesStatements"
  FROM pg_proc p
  JOIN pg_language l ON l.oid = p.prolang
  JOIN pg_namespace n ON n.oid = p.pronamespace
 CROSS JOIN LATERAL pg_identify_object('pg_proc'::regclass, p.oid, 0) o
 WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'v7') AND n.nspname !~ '^pg_'
   AND l.lanname NOT IN ('internal', 'c') AND p.prosqlbody IS NULL
   AND NOT EXISTS (
        SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
    )
 ORDER BY o.identity
