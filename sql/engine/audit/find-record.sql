-- The row that once had this key, for resources that are gone.
-- $1 table text, $2 key_columns jsonb
SELECT record_key
  FROM v7_change_history
 WHERE table_affected = $1 AND operation IN ('insert', 'delete') AND coalesce(old_value, new_value) @> $2::jsonb
 ORDER BY id DESC
 LIMIT 1
