-- What is set for the database and changes what a text means. Others, which may hold secrets, are never read.
SELECT 'setting/' || s.setdatabase || '/' || s.setrole || '/' || split_part(c.entry, '=', 1) AS key, 'setting' AS sort,
       NULL AS schema, NULL AS within, NULL AS "table",
       split_part(c.entry, '=', 1) || coalesce(' of ' || quote_ident(r.rolname), '') AS identity, NULL AS owner,
       substr(c.entry, position('=' IN c.entry) + 1) AS definition,
       jsonb_strip_nulls(jsonb_build_object('name', split_part(c.entry, '=', 1), 'role', r.rolname)) AS flags,
       CASE WHEN r.rolname IS NOT NULL THEN ARRAY[r.rolname::text] END AS roles
  FROM pg_catalog.pg_db_role_setting s
  JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
  LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
 CROSS JOIN unnest(s.setconfig) c (entry)
 WHERE lower(split_part(c.entry, '=', 1)) IN ('search_path', 'datestyle', 'intervalstyle', 'timezone', 'bytea_output',
                                              'extra_float_digits', 'array_nulls', 'xmloption', 'xmlbinary',
                                              'default_text_search_config', 'standard_conforming_strings', 'lc_monetary')
