-- What this login lacks of what keeping measurements needs, a table a row.
SELECT n.relation, string_agg(n.privilege, ', ' ORDER BY n.privilege) AS privileges
  FROM (VALUES ('performance_metrics', 'SELECT'), ('performance_metrics', 'DELETE'),
               ('performance_metrics_hourly', 'SELECT'), ('performance_metrics_hourly', 'INSERT'),
               ('performance_metrics_hourly', 'UPDATE'), ('performance_metrics_hourly', 'DELETE'),
               ('performance_metrics_daily', 'SELECT'), ('performance_metrics_daily', 'INSERT'),
               ('performance_metrics_daily', 'UPDATE'), ('performance_metrics_daily', 'DELETE')) AS n (relation, privilege)
 WHERE NOT has_table_privilege(n.relation, n.privilege)
 GROUP BY n.relation
 ORDER BY n.relation
