-- What no row says yet.
-- $1 node_id integer, $2 database text, $3 parts jsonb
INSERT INTO database_schemas (node_id, database_name, schema_name, table_name, column_name, data_type, is_nullable, column_default,
                              is_primary_key, foreign_key_table, foreign_key_column, index_name, index_type, metadata)
SELECT $1::int4, $2::text, p.schema_name, p.table_name, p.column_name, p.data_type, p.is_nullable, p.column_default, p.is_primary_key,
       p.foreign_key_table, p.foreign_key_column, p.index_name, p.index_type, p.metadata
  FROM jsonb_to_recordset($3::jsonb)
      AS p (schema_name TEXT, table_name TEXT, column_name TEXT, data_type TEXT, is_nullable BOOLEAN, column_default TEXT,
            is_primary_key BOOLEAN, foreign_key_table TEXT, foreign_key_column TEXT, index_name TEXT, index_type TEXT, metadata JSONB)
 WHERE (p.schema_name, coalesce(p.table_name, ''), coalesce(p.column_name, ''), coalesce(p.index_name, ''),
        coalesce(p.foreign_key_table, ''))
       NOT IN (
           SELECT d.schema_name, coalesce(d.table_name, ''), coalesce(d.column_name, ''), coalesce(d.index_name, ''),
                  coalesce(d.foreign_key_table, '')
             FROM database_schemas d
            WHERE d.node_id = $1::int4 AND d.database_name = $2::text)
 ORDER BY p.schema_name, p.table_name, p.column_name, p.index_name
