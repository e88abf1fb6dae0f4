-- Indexes: those of constraints are made with them, and may be marked as others are.
SELECT '1259/' || c.oid || '/0' AS key, 'index' AS sort, n.nspname::text AS schema,
       '1259/' || i.indrelid || '/0' AS within, i.indrelid::regclass::text AS "table",
       c.oid::regclass::text AS identity, NULL AS owner, pg_get_indexdef(c.oid) AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'constraint', (SELECT k.conname
                          FROM pg_catalog.pg_constraint k
                         WHERE k.conindid = c.oid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')),
         -- The text of a constraint does not say how its index is stored.
         'options', to_jsonb(c.reloptions), 'clustered', nullif(i.indisclustered, FALSE),
         'replica_identity', nullif(i.indisreplident, FALSE),
         'invalid', nullif(NOT i.indisvalid, FALSE), 'tablespace', s.spcname,
         'partition_of', (SELECT h.inhparent::regclass::text FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid),
         'statistics', (SELECT jsonb_object_agg(a.attnum, a.target)
                          FROM (SELECT f.attnum, nullif(to_jsonb(f) -> 'attstattarget', '-1') AS target
                                  FROM pg_catalog.pg_attribute f
                                 WHERE f.attrelid = c.oid AND f.attnum > 0) a
                         WHERE a.target <> 'null'))) AS flags
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid AND t.relkind IN ('r', 'p', 'm')
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
 WHERE c.oid >= 16384
