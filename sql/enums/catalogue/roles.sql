-- The roles of the server. Which of them a schema needs, its objects say.
SELECT '1260/' || r.oid || '/0' AS key, r.rolname::text AS name, quote_ident(r.rolname) AS identity
  FROM pg_catalog.pg_roles r
