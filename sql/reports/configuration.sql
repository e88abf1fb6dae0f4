-- title: Configuration
-- about: The PostgreSQL settings in force on every machine.
-- parameter: node text = all: the machine's name
-- address: node/{node_name}
-- columns: node_name, setting_name, setting_value, setting_unit, is_active, requires_restart
-- answers: 004:548-563
-- empty: No setting is recorded.
-- next: v7 report pending-configuration
SELECT node_name, setting_name, setting_value, setting_unit, is_active, requires_restart
  FROM v_current_configuration
 WHERE $1::text IS NULL OR node_name = $1
 ORDER BY node_name, setting_name
