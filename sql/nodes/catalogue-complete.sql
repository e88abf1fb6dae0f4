-- The same part, of which other things are known now: how large it is.
-- $1 node_id integer, $2 database text, $3 parts jsonb
UPDATE database_schemas d
   SET metadata = p.metadata
  FROM jsonb_to_recordset($3::jsonb)
      AS p (schema_name TEXT, table_name TEXT, column_name TEXT, foreign_key_table TEXT, index_name TEXT, metadata JSONB)
 WHERE d.node_id = $1 AND d.database_name = $2
   AND (d.schema_name, coalesce(d.table_name, ''), coalesce(d.column_name, ''), coalesce(d.index_name, ''),
        coalesce(d.foreign_key_table, ''))
       = (p.schema_name, coalesce(p.table_name, ''), coalesce(p.column_name, ''), coalesce(p.index_name, ''),
          coalesce(p.foreign_key_table, ''))
   AND d.metadata IS DISTINCT FROM p.metadata
