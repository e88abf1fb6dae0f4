-- Roles that were made for a clone which is gone.
SELECT r.rolname::text AS name
  FROM pg_catalog.pg_roles r
  JOIN pg_catalog.pg_shdescription c ON c.classoid = 'pg_authid'::regclass AND c.objoid = r.oid
 WHERE c.description ~ '^v7: made for v7_clone_[0-9]{1,10}_[0-9a-f]{12}$'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_database d WHERE d.datname = split_part(c.description, ' ', 4))
