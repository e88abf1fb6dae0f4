-- What is in force, and what waits for a restart, where no row says so: a row each.
-- $1 node_id integer, $2 settings jsonb
INSERT INTO postgresql_configuration (node_id, setting_name, setting_value, setting_unit, setting_category, context, is_active,
                                      requires_restart)
SELECT $1, o.name, v.value, o.unit, o.category, o.context, NOT v.waits, v.waits
  FROM jsonb_to_recordset($2::jsonb) AS o (name TEXT, value TEXT, "pendingValue" TEXT, unit TEXT, category TEXT, context TEXT)
 CROSS JOIN LATERAL (VALUES (o.value, FALSE), (o."pendingValue", TRUE)) AS v (value, waits)
 WHERE v.value IS NOT NULL AND NOT EXISTS (
     SELECT FROM postgresql_configuration c
      WHERE c.node_id = $1 AND c.setting_name = o.name
        AND CASE WHEN v.waits THEN NOT c.is_active AND c.requires_restart ELSE c.is_active END)
 ORDER BY o.name, v.waits
