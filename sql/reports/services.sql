-- title: Services
-- about: The services of every machine.
-- parameter: status text = all: running, stopped or failed
-- address: node/{node_name}/service/{service_name}
-- columns: node_name, service_name, service_type, status, port, started_at, uptime_hours
-- answers: 004:532-546, 004:611-614
-- corrects: A service that does not run has no uptime.
-- empty: No such service is recorded.
SELECT node_name, service_name, service_type, status, port, started_at,
       CASE WHEN status = 'running' THEN ROUND(uptime_hours, 1) END AS uptime_hours
  FROM v_service_status
 WHERE $1::text IS NULL OR status = $1
 ORDER BY node_name, service_name
