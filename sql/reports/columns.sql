-- title: Columns of databases
-- about: Columns of the tables of the machines' databases as last seen: type, default, keys.
-- parameter: table text = all: the table's name
-- parameter: node text = all: the machine's name
-- parameter: database text = all: the database's name
-- address: node/{node_name}
-- columns: node_name, database_name, schema_name, table_name, column_name, data_type, is_nullable, column_default, is_primary_key, refers_to
-- answers: 004:352-380
-- empty: No such column was seen.
-- next: v7 report schemas
SELECT n.node_name, d.database_name, d.schema_name, d.table_name, d.column_name, d.data_type, d.is_nullable, d.column_default,
       d.is_primary_key, d.foreign_key_table || '.' || d.foreign_key_column AS refers_to
  FROM database_schemas d
  JOIN system_nodes n ON n.id = d.node_id
 WHERE d.column_name IS NOT NULL AND ($1::text IS NULL OR d.table_name = $1) AND ($2::text IS NULL OR n.node_name = $2)
   AND ($3::text IS NULL OR d.database_name = $3)
 ORDER BY n.node_name, d.database_name, d.schema_name, d.table_name, (d.metadata ->> 'position')::integer, d.column_name
