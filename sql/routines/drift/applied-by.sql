-- The apply that last wrote each row. A record is {table_affected, record_key}.
-- $1 records jsonb
SELECT DISTINCT ON (c.table_affected, c.record_key) c.table_affected, c.record_key, a.apply_id::text
  FROM jsonb_to_recordset($1::jsonb) AS wanted(table_affected text, record_key text)
  JOIN v7_change_history c ON c.table_affected = wanted.table_affected AND c.record_key = wanted.record_key
  JOIN v7_applies a ON a.txid = c.txid
 ORDER BY c.table_affected, c.record_key, c.id DESC
