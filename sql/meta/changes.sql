-- How often files of each project changed in ninety days; nothing where no change is on record at all. What a first scan registers is
-- no change.
-- $1 folders text[], $2 projects text[], $3 now timestamp with time zone
WITH folders AS (
    SELECT * FROM unnest($1::text[], $2::text[]) AS folders (folder, project)
), counted AS (
    SELECT CASE WHEN strpos(path, '/') > 0 THEN left(path, length(path) - strpos(reverse(path), '/')) ELSE '' END AS folder,
           count(*) FILTER (WHERE changed_at > $3::timestamptz - interval '90 days') AS changes
      FROM v7_changes
     WHERE commit_sha IS NOT NULL OR change_type <> 'created'
     GROUP BY 1
)
SELECT coalesce(json_object_agg(project, changes), '{}') AS changes, (SELECT count(*) > 0 FROM counted) AS is_known
  FROM (SELECT project, sum(changes) AS changes FROM counted JOIN folders USING (folder) GROUP BY project) AS summed
