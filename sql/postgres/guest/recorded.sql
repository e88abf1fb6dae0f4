-- Which tables are adopted, and what v7 changed of them.
SELECT table_name AS "table", added_columns, triggers, left_out, differences
  FROM {schema}.v7_adoptions ORDER BY table_name
