-- Aggregates: PostgreSQL has no text of them.
SELECT '1255/' || p.oid || '/0' AS key, 'aggregate' AS sort, n.nspname::text AS schema, NULL AS within, NULL AS "table",
       p.oid::regprocedure::text AS identity, pg_get_userbyid(p.proowner)::text AS owner,
       format('CREATE AGGREGATE %I.%I(%s) (', n.nspname, p.proname,
              coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'))
       || concat_ws(', ',
            'SFUNC = ' || a.aggtransfn::regproc, 'STYPE = ' || format_type(a.aggtranstype, NULL),
            'SSPACE = ' || nullif(a.aggtransspace, 0),
            'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
            CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC_MODIFY = ' || m.word END,
            'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc, 'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc,
            'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc, 'INITCOND = ' || quote_literal(a.agginitval),
            'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc, 'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc,
            'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL), 'MSSPACE = ' || nullif(a.aggmtransspace, 0),
            'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc, CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
            CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC_MODIFY = ' || w.word END,
            'MINITCOND = ' || quote_literal(a.aggminitval),
            'SORTOP = ' || (SELECT format('OPERATOR(%I.%s)', s.nspname, o.oprname)
                              FROM pg_catalog.pg_operator o
                              JOIN pg_catalog.pg_namespace s ON s.oid = o.oprnamespace
                             WHERE o.oid = a.aggsortop),
            CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
            CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END)
       || ')' AS definition,
       '{}'::jsonb AS flags
  FROM pg_catalog.pg_aggregate a
  JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN (VALUES ('r', 'READ_ONLY'), ('s', 'SHAREABLE'), ('w', 'READ_WRITE')) m (letter, word) ON m.letter = a.aggfinalmodify
  JOIN (VALUES ('r', 'READ_ONLY'), ('s', 'SHAREABLE'), ('w', 'READ_WRITE')) w (letter, word) ON w.letter = a.aggmfinalmodify
 WHERE p.oid >= 16384
