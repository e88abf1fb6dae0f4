-- What lies around the types and no dependency tells: what runs at each change of the schema, what holds changes up, what sends
-- changes on, and tables of other sessions.
-- $1 types oid[]
SELECT 'event trigger' AS sort, format('%I', e.evtname) AS name,
       format('on %s, %s', e.evtevent, CASE e.evtenabled WHEN 'D' THEN 'disabled' ELSE 'enabled' END) AS note
  FROM pg_event_trigger e
 UNION ALL
SELECT 'prepared transaction', x.gid, format('by %s since %s', x.owner, x.prepared)
  FROM pg_prepared_xacts x
 WHERE x.database = current_database()
 UNION ALL
SELECT 'replication slot', r.slot_name::text, format('%s, %s', r.plugin, CASE WHEN r.active THEN 'in use' ELSE 'not in use' END)
  FROM pg_replication_slots r
 WHERE r.database = current_database()
 UNION ALL
SELECT 'subscription', format('%I', s.subname), CASE WHEN s.subenabled THEN 'enabled' ELSE 'disabled' END
  FROM pg_subscription s
  JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
 UNION ALL
SELECT DISTINCT 'temporary table', format('%I.%I', n.nspname, c.relname), 'of another session'
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname ~ '^pg_temp'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = ANY ($1::oid[])
 WHERE c.relkind IN ('r', 'p')
 UNION ALL
SELECT 'extension', format('%I', e.extname), 'runs statements by the clock'
  FROM pg_extension e
 WHERE e.extname IN ('pg_cron', 'pgagent', 'pg_partman')
 ORDER BY sort, name
