-- Dictionaries and configurations of text search, each with what it maps.
SELECT '3600/' || d.oid || '/0' AS key, 'text search dictionary' AS sort, n.nspname::text AS schema, NULL AS within,
       NULL AS "table", d.oid::regdictionary::text AS identity, pg_get_userbyid(d.dictowner)::text AS owner,
       format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, k.nspname, t.tmplname,
              ', ' || d.dictinitoption) AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_ts_dict d
  JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
  JOIN pg_catalog.pg_namespace k ON k.oid = t.tmplnamespace
  JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
 WHERE d.oid >= 16384
 UNION ALL
SELECT '3602/' || c.oid || '/0', 'text search configuration', n.nspname::text, NULL, NULL, c.oid::regconfig::text,
       pg_get_userbyid(c.cfgowner)::text,
       format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, k.nspname, p.prsname)
       || coalesce((SELECT string_agg(format(E';\nALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s',
                                             n.nspname, c.cfgname, m.alias, m.dictionaries), '' ORDER BY m.alias)
                      FROM (SELECT y.alias, string_agg(x.mapdict::regdictionary::text, ', ' ORDER BY x.mapseqno) AS dictionaries
                              FROM pg_catalog.pg_ts_config_map x
                              JOIN LATERAL ts_token_type(c.cfgparser) y ON y.tokid = x.maptokentype
                             WHERE x.mapcfg = c.oid
                             GROUP BY y.alias) m), ''),
       '{}'::jsonb
  FROM pg_catalog.pg_ts_config c
  JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
  JOIN pg_catalog.pg_namespace k ON k.oid = p.prsnamespace
  JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
 WHERE c.oid >= 16384
