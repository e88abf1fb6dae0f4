SELECT node_name FROM system_nodes ORDER BY node_name
