-- Tables whose rows a policy would hide from this login, with the policies.
-- $1 tables oid[]
SELECT
    c.oid::regclass::text AS "table",
    (SELECT coalesce(array_agg(p.polname::text ORDER BY p.polname), '{}') FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    current_user::text AS login
  FROM pg_class c
 WHERE c.oid = ANY ($1::oid[]) AND row_security_active(c.oid)
 ORDER BY 1
