-- Names to choose from, where an observation is of a machine that is not there.
SELECT node_name FROM system_nodes ORDER BY node_name
