-- What the database itself can be searched by, best first: paths and titles of files, phases, tasks, impacts and their notes,
-- what commits say. Null asks for all.
-- $1 question text, $2 path_patterns text[], $3 component text, $4 project text, $5 since timestamptz, $6 kind text
-- $7 limit bigint, $8 sessions_folder text
WITH asked AS (
    -- Any of the words: a row with more of them ranks higher.
    SELECT replace(plainto_tsquery('english', $1::text)::text, '&', '|')::tsquery AS query
), texts AS (
    SELECT path,
           CASE WHEN starts_with(path, $8::text || '/') THEN 'session'
                WHEN starts_with(path, 'state/') AND metadata ->> 'language' = 'YAML' THEN 'state'
                WHEN metadata ->> 'language' = 'Markdown' THEN 'markdown' WHEN file_type = 'code' THEN 'code' ELSE 'text' END AS kind,
           coalesce(title, '') AS heading, path || ' ' || regexp_replace(path, '[^[:alnum:]]+', ' ', 'g') AS body,
           component, project, written_at AS modified
      FROM v7_files JOIN v7_file_dates ON file_id = id
     WHERE deleted_at IS NULL
     UNION ALL
    SELECT 'phase/' || phase_number, 'state', phase_name, concat_ws(' ', lead_persona, approval_notes, blockers),
           NULL, NULL, updated_at AT TIME ZONE 'UTC'
      FROM v7_migration_workflow
     UNION ALL
    SELECT 'task/' || parent_phase || '.' || task_number, 'state', task_name,
           concat_ws(' ', notes, responsible_persona, array_to_string(blockers, ' ')), NULL, NULL,
           created_at AT TIME ZONE 'UTC'
      FROM v7_subworkflow_tasks
     UNION ALL
    SELECT 'impact/' || coalesce(impact_key, id::text), 'state', impact_description,
           concat_ws(' ', mitigation_strategy, implementation_notes, change_detail), NULL, NULL,
           updated_at AT TIME ZONE 'UTC'
      FROM v7_global_impacts
     UNION ALL
    SELECT 'commit/' || sha, 'change', subject, author, NULL, NULL, committed_at
      FROM v7_commits WHERE rewritten_as IS NULL AND subject <> ''
)
SELECT path, kind, heading, body, extract(epoch FROM modified)::float8 * 1000 AS modified, score
  FROM (SELECT texts.*,
               ts_rank_cd(setweight(to_tsvector('english', heading), 'A') || to_tsvector('english', body), asked.query, 1) AS score
          FROM texts, asked
         WHERE to_tsvector('english', heading || ' ' || body) @@ asked.query) AS found
 WHERE ($2::text[] IS NULL OR path LIKE ANY ($2::text[])) AND ($3::text IS NULL OR component = $3) AND ($4::text IS NULL OR project = $4)
   AND ($5::timestamptz IS NULL OR modified >= $5) AND ($6::text IS NULL OR kind = $6 OR $6 = 'files' AND kind <> 'change')
 ORDER BY score DESC, path
 LIMIT $7
