-- Tables and foreign tables: made with their columns, what is generated, identities and what must not be NULL. A partition
-- is made alone, because its columns may be in another order, and attached then.
WITH columns AS (
SELECT a.attrelid, a.attnum,
       quote_ident(a.attname) || CASE WHEN c.reloftype <> 0 THEN ' WITH OPTIONS'
                                      ELSE ' ' || format_type(a.atttypid, a.atttypmod) END AS opening,
       CASE WHEN a.attcollation <> b.typcollation AND c.reloftype = 0
            THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END
       || CASE WHEN a.attfdwoptions IS NOT NULL
               THEN (SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ') || ')'
                       FROM pg_options_to_table(a.attfdwoptions) o)
               ELSE '' END
       || CASE a.attgenerated WHEN '' THEN '' ELSE ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')'
               || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE ' VIRTUAL' END END
       || CASE WHEN s.seqrelid IS NULL THEN ''
               ELSE format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s)',
                           CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.seqrelid::regclass, s.seqincrement,
                           s.seqmin, s.seqmax, s.seqstart, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END) END
       || CASE WHEN a.attnotnull AND NOT EXISTS (SELECT
                                                   FROM pg_catalog.pg_constraint k
                                                  WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum])
               THEN ' NOT NULL' ELSE '' END AS rest
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type b ON b.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_depend q ON q.refclassid = 1259 AND q.refobjid = c.oid AND q.refobjsubid = a.attnum
                                  AND q.classid = 1259 AND q.deptype = 'i' AND a.attidentity <> ''
  LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = q.objid
 WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384 AND (a.attislocal OR c.relispartition)
),
parts AS (
SELECT attrelid, 0 AS rank, attnum, opening || rest AS part
  FROM columns
 WHERE opening NOT LIKE '% WITH OPTIONS' OR rest <> ''
 UNION ALL
SELECT k.conrelid, 1, k.conkey[1], format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
 WHERE k.contype = 'n' AND k.convalidated AND c.oid >= 16384 AND (k.conislocal OR c.relispartition)
),
bodies AS (
SELECT attrelid, string_agg(part, ', ' ORDER BY rank, attnum) AS body
  FROM parts
 GROUP BY attrelid
),
parents AS (
SELECT i.inhrelid, string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) AS names
  FROM pg_catalog.pg_inherits i
 GROUP BY i.inhrelid
)
SELECT '1259/' || c.oid || '/0' AS key, CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END AS sort,
       n.nspname::text AS schema, NULL AS within, NULL AS "table", c.oid::regclass::text AS identity,
       pg_get_userbyid(c.relowner)::text AS owner,
       'CREATE' || CASE WHEN c.relpersistence = 'u' THEN ' UNLOGGED' ELSE '' END
       || CASE c.relkind WHEN 'f' THEN ' FOREIGN' ELSE '' END || ' TABLE ' || c.oid::regclass
       || CASE WHEN c.reloftype <> 0 THEN ' OF ' || c.reloftype::regtype || coalesce(' (' || b.body || ')', '')
               ELSE ' (' || coalesce(b.body, '') || ')' END
       || CASE WHEN c.relispartition THEN '' ELSE coalesce(' INHERITS (' || p.names || ')', '') END
       || coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), '')
       || CASE WHEN m.amname <> 'heap' THEN ' USING ' || quote_ident(m.amname) ELSE '' END
       || coalesce(' WITH (' || nullif(concat_ws(', ', array_to_string(c.reloptions, ', '),
                    (SELECT string_agg('toast.' || o, ', ') FROM unnest(x.reloptions) o)), '') || ')', '')
       || coalesce((SELECT ' SERVER ' || quote_ident(v.srvname)
                           || coalesce((SELECT ' OPTIONS (' || string_agg(quote_ident(o.option_name) || ' '
                                               || quote_literal(o.option_value), ', ') || ')'
                                          FROM pg_options_to_table(f.ftoptions) o), '')
                      FROM pg_catalog.pg_foreign_table f
                      JOIN pg_catalog.pg_foreign_server v ON v.oid = f.ftserver
                     WHERE f.ftrelid = c.oid), '')
       || CASE WHEN c.relispartition THEN format(E';\nALTER TABLE ONLY %s ATTACH PARTITION %s %s', p.names, c.oid::regclass,
                                                 pg_get_expr(c.relpartbound, c.oid)) ELSE '' END AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'row_security', nullif(c.relrowsecurity, FALSE), 'force_row_security', nullif(c.relforcerowsecurity, FALSE),
         'replica_identity', CASE WHEN c.relkind <> 'f' THEN nullif(nullif(c.relreplident, 'd'), 'i') END, 'tablespace', s.spcname,
         'partition_of', CASE WHEN c.relispartition THEN p.names END,
         'inherits', CASE WHEN NOT c.relispartition THEN p.names END,
         'partitioned', nullif(c.relkind = 'p', FALSE))) AS flags
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN bodies b ON b.attrelid = c.oid
  LEFT JOIN parents p ON p.inhrelid = c.oid
  LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
  LEFT JOIN pg_catalog.pg_class x ON x.oid = c.reltoastrelid
  LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
 WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384
