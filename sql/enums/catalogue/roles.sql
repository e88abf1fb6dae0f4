-- The roles of the server, each with those that it is a member of. Which of them a schema needs, its objects say.
SELECT '1260/' || r.oid || '/0' AS key, r.rolname::text AS name, quote_ident(r.rolname) AS identity, r.rolsuper AS superuser,
       (SELECT array_agg(DISTINCT pg_get_userbyid(m.roleid)::text) FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid) AS member_of
  FROM pg_catalog.pg_roles r
