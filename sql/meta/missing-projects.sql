-- Projects that were found once and are not there any more, though their root was read. What nobody declared is no project any more.
-- $1 found text[], $2 unread_roots text[]
WITH gone AS (
    SELECT project_path FROM project_facts
     WHERE missing_since IS NULL AND project_path <> ALL ($1::text[])
       AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS root
                        WHERE project_path = root OR starts_with(project_path, root || '/')
                           OR root = '.' AND NOT starts_with(project_path, '@'))
), marked AS (
    UPDATE project_facts SET missing_since = now() FROM gone WHERE project_facts.project_path = gone.project_path
), retired AS (
    UPDATE projects SET state = 'inactive'
      FROM gone
     WHERE projects.project_path = gone.project_path AND projects.state = 'active'
       AND NOT EXISTS (SELECT FROM v7_resources WHERE kind = 'Project' AND address = 'project/' || projects.project_path)
)
SELECT coalesce(array_agg(project_path ORDER BY project_path COLLATE "C"), '{}') AS gone FROM gone
