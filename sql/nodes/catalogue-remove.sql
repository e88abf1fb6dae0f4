-- What is there no more, or is otherwise now. What varies by itself, as sizes do, is no difference.
-- $1 node_id integer, $2 database text, $3 parts jsonb
DELETE FROM database_schemas d
 WHERE d.node_id = $1 AND d.database_name = $2
   AND ROW(d.schema_name, d.table_name, d.column_name, d.data_type, d.is_nullable, d.column_default, d.is_primary_key, d.foreign_key_table,
           d.foreign_key_column, d.index_name, d.index_type)::text NOT IN (
           SELECT ROW(p.schema_name, p.table_name, p.column_name, p.data_type, p.is_nullable, p.column_default, p.is_primary_key,
                      p.foreign_key_table, p.foreign_key_column, p.index_name, p.index_type)::text
             FROM jsonb_to_recordset($3::jsonb)
                 AS p (schema_name TEXT, table_name TEXT, column_name TEXT, data_type TEXT, is_nullable BOOLEAN, column_default TEXT,
                       is_primary_key BOOLEAN, foreign_key_table TEXT, foreign_key_column TEXT, index_name TEXT, index_type TEXT))
