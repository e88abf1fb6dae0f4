-- Every type, with what it is made of: labels, elements, attributes, what a domain or a range stands on.
SELECT t.oid::text AS oid, format_type(t.oid, NULL) AS name, t.typtype::text AS kind,
       CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem::text END AS element,
       nullif(t.typbasetype, 0)::text AS base, t.typtypmod AS modifier,
       coalesce((SELECT r.rngsubtype::text FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid),
                (SELECT r.rngtypid::text FROM pg_catalog.pg_range r WHERE r.rngmultitypid = t.oid)) AS subtype,
       (SELECT array_agg(l.enumlabel::text ORDER BY l.enumsortorder) FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid) AS labels,
       (SELECT jsonb_agg(jsonb_build_object('type', a.atttypid::text, 'modifier', a.atttypmod) ORDER BY a.attnum)
          FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attributes
  FROM pg_catalog.pg_type t
 WHERE t.oid >= 16384 OR t.typtype IN ('b', 'r', 'm')
