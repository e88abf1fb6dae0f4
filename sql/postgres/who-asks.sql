-- The login of this session, and which of v7's roles it is a member of.
SELECT current_user AS login,
       ARRAY(
         SELECT r.rolname::text
           FROM pg_roles r
          WHERE r.rolname IN ('v7_apply', 'v7_approve', 'v7_owner', 'v7_ro')
            AND pg_has_role(current_user, r.oid, 'MEMBER')
          ORDER BY r.rolname
       ) AS roles
