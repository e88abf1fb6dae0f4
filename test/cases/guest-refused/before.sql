DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
CREATE TABLE v7_files (path VARCHAR(255) PRIMARY KEY, hash CHAR(64));
CREATE TABLE system_nodes (id SERIAL PRIMARY KEY, node_name VARCHAR(50) NOT NULL UNIQUE, node_role VARCHAR(50) NOT NULL);
CREATE VIEW v_system_overview AS SELECT node_name FROM system_nodes;
