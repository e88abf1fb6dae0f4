-- All of one stable view, with its columns in their order.
-- $1 view text
SELECT (SELECT json_agg(attname ORDER BY attnum) FROM pg_attribute
         WHERE attrelid = to_regclass(quote_ident($1::text)) AND attnum > 0 AND NOT attisdropped) AS columns,
       coalesce(CASE $1 WHEN 'v_project_health' THEN (SELECT json_agg(to_json(v)) FROM v_project_health v)
                        WHEN 'v_index_coverage' THEN (SELECT json_agg(to_json(v)) FROM v_index_coverage v)
                        WHEN 'v_collector_projects' THEN (SELECT json_agg(to_json(v)) FROM v_collector_projects v)
                        WHEN 'v_gap_backlog' THEN (SELECT json_agg(to_json(v)) FROM v_gap_backlog v)
                        WHEN 'v_next_actions' THEN (SELECT json_agg(to_json(v)) FROM v_next_actions v) END, '[]') AS rows
