-- (TRUE, *) in force, (FALSE, TRUE) waits for a restart, (FALSE, FALSE) superseded: neither in force nor waiting any more.
-- $1 node_id integer, $2 settings jsonb
UPDATE postgresql_configuration c
   SET is_active = FALSE, requires_restart = FALSE
  FROM jsonb_to_recordset($2::jsonb) AS o (name TEXT, value TEXT, "pendingValue" TEXT, unit TEXT)
 WHERE c.node_id = $1 AND c.setting_name = o.name
   AND (c.is_active AND (c.setting_value IS DISTINCT FROM o.value OR c.setting_unit <> o.unit)
       OR NOT c.is_active AND c.requires_restart
           AND c.setting_value IS DISTINCT FROM o."pendingValue" AND c.setting_value IS DISTINCT FROM o.value)
