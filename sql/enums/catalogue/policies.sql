-- Policies of row security.
SELECT '3256/' || p.oid || '/0' AS key, 'policy' AS sort, n.nspname::text AS schema,
       '1259/' || c.oid || '/0' AS within, c.oid::regclass::text AS "table",
       quote_ident(p.polname) || ' on ' || c.oid::regclass AS identity, NULL AS owner,
       format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, c.oid::regclass,
              CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, m.word,
              (SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', '
                                 ORDER BY pg_get_userbyid(r))
                 FROM unnest(p.polroles) r))
       || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
       || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS definition,
       '{}'::jsonb AS flags,
       (SELECT array_agg(pg_get_userbyid(r)::text) FROM unnest(p.polroles) r WHERE r <> 0) AS roles
  FROM pg_catalog.pg_policy p
  JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN (VALUES ('*', 'ALL'), ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE')) m (letter, word)
    ON m.letter = p.polcmd
 WHERE p.oid >= 16384
