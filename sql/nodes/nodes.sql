-- Two loads for one node follow each other.
-- $1 nodes text[]
SELECT id, node_name FROM system_nodes WHERE node_name = ANY ($1::text[]) ORDER BY node_name FOR NO KEY UPDATE
