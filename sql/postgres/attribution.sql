-- Who changed these rows last outside any apply. A row change belongs to an apply only by its transaction id: session variables
-- can be forged. Nor does it count what the recording of a machine's facts wrote. A record is {table_affected, record_key}.
-- $1 records jsonb
SELECT DISTINCT ON (c.table_affected, c.record_key)
       c.table_affected, c.record_key, c.changed_by, c.application,
       to_char(c.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS changed_at
  FROM jsonb_to_recordset($1::jsonb) AS wanted(table_affected text, record_key text)
  JOIN v7_change_history c ON c.table_affected = wanted.table_affected AND c.record_key = wanted.record_key
 WHERE NOT EXISTS (SELECT 1 FROM v7_applies a WHERE a.txid = c.txid)
   AND NOT (c.table_affected IN ('postgresql_configuration', 'replication_status', 'services', 'software_versions')
            AND EXISTS (SELECT FROM v7_node_facts f WHERE f.recorded_at = c.created_at AT TIME ZONE 'UTC'))
 ORDER BY c.table_affected, c.record_key, c.id DESC
