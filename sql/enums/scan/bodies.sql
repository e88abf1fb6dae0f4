-- Functions whose bodies PostgreSQL keeps as text: nothing in the catalogue says what they use.
SELECT i.identity AS object, l.lanname::text AS language, p.prosrc AS body
  FROM pg_proc p
  JOIN pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('internal', 'c')
  JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
 CROSS JOIN pg_identify_object('pg_proc'::regclass, p.oid, 0) i
 WHERE p.prosqlbody IS NULL
   -- What v7 keeps of its deeds in a target.
   AND NOT (n.nspname = 'v7' AND to_regclass('v7.ledger') IS NOT NULL)
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
 ORDER BY i.identity COLLATE "C"
