-- Views, with the options that PostgreSQL's own text of a view leaves out, and materialized ones, filled or not.
SELECT '1259/' || c.oid || '/0' AS key, CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END AS sort,
       n.nspname::text AS schema, NULL AS within, NULL AS "table", c.oid::regclass::text AS identity,
       pg_get_userbyid(c.relowner)::text AS owner,
       'CREATE' || CASE c.relkind WHEN 'm' THEN ' MATERIALIZED' ELSE '' END || ' VIEW ' || c.oid::regclass
       || coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                      FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
       || CASE WHEN m.amname <> 'heap' THEN ' USING ' || quote_ident(m.amname) ELSE '' END
       || coalesce(' WITH (' || nullif(concat_ws(', ', array_to_string(c.reloptions, ', '),
                    (SELECT string_agg('toast.' || o, ', ') FROM unnest(x.reloptions) o)), '') || ')', '')
       || E' AS\n' || rtrim(pg_get_viewdef(c.oid), ';')
       || CASE c.relkind WHEN 'm' THEN E'\n WITH NO DATA' ELSE '' END AS definition,
       jsonb_strip_nulls(jsonb_build_object(
         'populated', CASE c.relkind WHEN 'm' THEN nullif(c.relispopulated, FALSE) END, 'tablespace', s.spcname)) AS flags
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
  LEFT JOIN pg_catalog.pg_class x ON x.oid = c.reltoastrelid
  LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
 WHERE c.relkind IN ('v', 'm') AND c.oid >= 16384
