-- What is in force for all sessions: the limits of this transaction are left aside, and what this login has of its own is told.
-- $1 names text[]
SELECT lower(s.name) AS name,
       CASE WHEN s.setting = s.reset_val THEN current_setting(s.name) ELSE s.reset_val END AS value,
       s.boot_val AS standard, s.unit, s.category, s.context, s.vartype AS type, s.source, s.pending_restart AS waits,
       EXISTS (
           SELECT FROM pg_db_role_setting o
            CROSS JOIN LATERAL unnest(o.setconfig) AS c (line)
            WHERE o.setdatabase IN (0, (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
              AND o.setrole IN (0, (SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user))
              AND lower(split_part(c.line, '=', 1)) = lower(s.name)) AS is_own
  FROM pg_settings s
 WHERE lower(s.name) = ANY ($1)
 ORDER BY 1
