-- What waited is in force now, or was in force all along.
-- $1 node_id integer, $2 settings jsonb
UPDATE postgresql_configuration c
   SET requires_restart = FALSE,
       is_active = NOT EXISTS (
           SELECT FROM postgresql_configuration a
            WHERE a.node_id = c.node_id AND a.setting_name = c.setting_name AND a.is_active)
  FROM jsonb_to_recordset($2::jsonb) AS o (name TEXT, value TEXT, "pendingValue" TEXT)
 WHERE c.node_id = $1 AND c.setting_name = o.name AND NOT c.is_active AND c.requires_restart
   AND c.setting_value = o.value AND o."pendingValue" IS DISTINCT FROM c.setting_value
