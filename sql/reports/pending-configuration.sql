-- title: Pending configuration
-- about: PostgreSQL settings that wait for a restart, beside the ones in force.
-- parameter: node text = all: the machine's name
-- address: node/{node_name}
-- columns: node_name, setting_name, active_value, pending_value, setting_unit, updated_at
-- answers: 004:49, 004:53, 004:124
-- corrects: The seed's views show only what is in force.
-- empty: No setting waits for a restart.
SELECT node_name, setting_name, active_value, pending_value, setting_unit, updated_at
  FROM v_pending_configuration
 WHERE $1::text IS NULL OR node_name = $1
 ORDER BY node_name, setting_name
