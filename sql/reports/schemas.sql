-- title: Schemas of databases
-- about: Tables and views of the machines' databases as last seen: columns, keys, indexes with their type, size; of a database its extensions.
-- parameter: node text = all: the machine's name
-- parameter: database text = all: the database's name
-- address: node/{node_name}
-- columns: node_name, database_name, schema_name, table_name, kind, columns, primary_key, refers_to, indexes, extensions, size, rows, since
-- answers: 004:352-380
-- empty: No database was looked at. A node's document names its server under postgresql.url.
-- next: v7 node facts --collect, v7 report columns
WITH parts AS (
    SELECT n.node_name, d.*
      FROM database_schemas d
      JOIN system_nodes n ON n.id = d.node_id
     WHERE ($1::text IS NULL OR n.node_name = $1) AND ($2::text IS NULL OR d.database_name = $2)
), columns AS (
    SELECT p.node_name, p.database_name, p.schema_name, p.table_name, count(DISTINCT p.column_name)::integer AS columns,
           string_agg(p.column_name, ', ' ORDER BY (p.metadata ->> 'position')::integer)
               FILTER (WHERE p.is_primary_key) AS primary_key,
           string_agg(DISTINCT p.foreign_key_table, ', ') AS refers_to
      FROM parts p
     WHERE p.column_name IS NOT NULL
     GROUP BY p.node_name, p.database_name, p.schema_name, p.table_name
), indexes AS (
    SELECT p.node_name, p.database_name, p.schema_name, p.table_name,
           string_agg(p.index_name || ' ' || coalesce(p.index_type, ''), ', ' ORDER BY p.index_name) AS indexes
      FROM parts p
     WHERE p.index_name IS NOT NULL
     GROUP BY p.node_name, p.database_name, p.schema_name, p.table_name
)
SELECT t.node_name, t.database_name, CASE WHEN t.table_name IS NOT NULL THEN t.schema_name END AS schema_name, t.table_name,
       coalesce(t.metadata ->> 'kind', 'table') AS kind, c.columns, c.primary_key, c.refers_to,
       i.indexes,
       (SELECT string_agg(e.key || ' ' || e.value, ', ' ORDER BY e.key) FROM jsonb_each_text(t.metadata -> 'extensions') e) AS extensions,
       pg_size_pretty((t.metadata ->> 'bytes')::bigint) AS size, (t.metadata ->> 'rows')::bigint AS rows, t.created_at AS since
  FROM parts t
  LEFT JOIN columns c ON (c.node_name, c.database_name, c.schema_name, c.table_name)
                         = (t.node_name, t.database_name, t.schema_name, t.table_name)
  LEFT JOIN indexes i ON (i.node_name, i.database_name, i.schema_name, i.table_name)
                         = (t.node_name, t.database_name, t.schema_name, t.table_name)
 WHERE t.column_name IS NULL AND t.index_name IS NULL
 ORDER BY t.node_name, t.database_name, t.table_name IS NOT NULL, t.schema_name, t.table_name
