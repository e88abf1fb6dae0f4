-- Publications; what they publish are objects of their own. 18 may publish generated columns.
SELECT '6104/' || p.oid || '/0' AS key, 'publication' AS sort, NULL AS schema, NULL AS within, NULL AS "table",
       quote_ident(p.pubname) AS identity, pg_get_userbyid(p.pubowner)::text AS owner,
       format('CREATE PUBLICATION %I%s WITH (publish = %L, publish_via_partition_root = %s%s)', p.pubname,
              CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END,
              concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                        CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
              CASE WHEN p.pubviaroot THEN 'true' ELSE 'false' END,
              CASE to_jsonb(p) ->> 'pubgencols' WHEN 's' THEN ', publish_generated_columns = stored' ELSE '' END) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_publication p
 WHERE p.oid >= 16384
