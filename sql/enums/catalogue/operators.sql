-- Operators; one that was only named by another has no function and is none.
SELECT '2617/' || o.oid || '/0' AS key, 'operator' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       o.oid::regoperator::text AS identity, pg_get_userbyid(o.oprowner)::text AS owner,
       format('CREATE OPERATOR %I.%s (', n.nspname, o.oprname)
       || concat_ws(', ', 'FUNCTION = ' || o.oprcode::regproc, 'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL),
            'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
            (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', s.nspname, c.oprname)
               FROM pg_catalog.pg_operator c
               JOIN pg_catalog.pg_namespace s ON s.oid = c.oprnamespace
              WHERE c.oid = o.oprcom),
            (SELECT format('NEGATOR = OPERATOR(%I.%s)', s.nspname, c.oprname)
               FROM pg_catalog.pg_operator c
               JOIN pg_catalog.pg_namespace s ON s.oid = c.oprnamespace
              WHERE c.oid = o.oprnegate),
            'RESTRICT = ' || nullif(o.oprrest, 0)::regproc, 'JOIN = ' || nullif(o.oprjoin, 0)::regproc,
            CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)
       || ')' AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_operator o
  JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
 WHERE o.oid >= 16384 AND o.oprcode <> 0
