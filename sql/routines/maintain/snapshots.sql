-- How many snapshots of machines there are, and whether this login may delete one.
SELECT count(*) FILTER (WHERE snapshot_type = 'automated')::integer AS automated,
       count(*) FILTER (WHERE snapshot_type IS DISTINCT FROM 'automated')::integer AS others,
       has_table_privilege('system_state_snapshots', 'DELETE') AS may_delete
  FROM system_state_snapshots
