-- The same value, of which more is known now.
-- $1 node_id integer, $2 settings jsonb
UPDATE postgresql_configuration c
   SET setting_unit = coalesce(o.unit, c.setting_unit),
       setting_category = coalesce(o.category, c.setting_category),
       context = coalesce(o.context, c.context)
  FROM jsonb_to_recordset($2::jsonb) AS o (name TEXT, unit TEXT, category TEXT, context TEXT)
 WHERE c.node_id = $1 AND c.setting_name = o.name AND (c.is_active OR c.requires_restart)
   AND (coalesce(o.unit, c.setting_unit), coalesce(o.category, c.setting_category), coalesce(o.context, c.context))
       IS DISTINCT FROM (c.setting_unit, c.setting_category, c.context)
