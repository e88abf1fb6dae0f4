-- Constraints of tables and domains. What a table's children have from it alone, and what a partition has of a foreign
-- key, is no object of its own; a NOT NULL is made with its table, unless old rows may break it.
SELECT '2606/' || k.oid || '/0' AS key, 'constraint' AS sort, n.nspname::text AS schema,
       CASE WHEN k.contypid = 0 THEN '1259/' || k.conrelid ELSE '1247/' || k.contypid END || '/0' AS within,
       CASE WHEN k.contypid = 0 THEN k.conrelid::regclass::text END AS "table",
       quote_ident(k.conname) || ' on '
       || CASE WHEN k.contypid = 0 THEN k.conrelid::regclass::text ELSE k.contypid::regtype::text END AS identity,
       NULL AS owner,
       CASE WHEN k.contypid <> 0 THEN 'ALTER DOMAIN ' || k.contypid::regtype
            WHEN k.contype IN ('p', 'u', 'x') THEN 'ALTER TABLE ONLY ' || k.conrelid::regclass
            ELSE 'ALTER TABLE ' || k.conrelid::regclass END
       || ' ADD CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'type', k.contype, 'local', CASE WHEN k.contypid = 0 THEN k.conislocal END,
         'inherited', nullif(k.coninhcount > 0, FALSE),
         'made_with_table', CASE WHEN k.contype = 'n' AND (k.contypid <> 0 OR k.convalidated) THEN TRUE
                                 WHEN k.contype IN ('n', 'c') AND NOT k.conislocal THEN TRUE END,
         'triggers', (SELECT nullif(string_agg(DISTINCT t.tgenabled::text, ''), 'O')
                        FROM pg_catalog.pg_trigger t
                       WHERE t.tgconstraint = k.oid AND k.contype = 'f' AND t.tgrelid = k.conrelid),
         'triggers_there', (SELECT nullif(string_agg(DISTINCT t.tgenabled::text, ''), 'O')
                              FROM pg_catalog.pg_trigger t
                             WHERE t.tgconstraint = k.oid AND k.contype = 'f' AND t.tgrelid <> k.conrelid))) AS flags
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
 WHERE k.oid >= 16384 AND k.contype IN ('c', 'f', 'n', 'p', 'u', 'x')
   AND NOT (k.contype = 'f' AND k.conparentid <> 0)
