-- Who, when and in which session are the commit's. A path may stand in the registry once for a file that is gone.
-- In the order of history: numbers tell what came first.
-- $1 changes json
WITH given AS MATERIALIZED (
    SELECT * FROM ROWS FROM (json_to_recordset($1::json) AS (
        sha text, path text, type text, old_path text, old_hash text, new_hash text, old_mode text, new_mode text
    )) WITH ORDINALITY AS g (sha, path, type, old_path, old_hash, new_hash, old_mode, new_mode, place)
), known AS (
    SELECT DISTINCT ON (f.path) f.path, f.id
      FROM v7_files f WHERE f.path IN (SELECT path FROM given)
     ORDER BY f.path, f.deleted_at IS NOT NULL, f.id
)
INSERT INTO v7_changes (file_id, session_id, path, change_type, old_path, old_hash, new_hash, detected_by, commit_sha, author,
                        old_mode, new_mode, changed_at)
SELECT known.id, c.session_id, g.path, g.type, g.old_path, g.old_hash, g.new_hash, 'hook', g.sha, c.author,
       g.old_mode, g.new_mode, c.committed_at
  FROM given g
  JOIN v7_commits c ON c.sha = g.sha
  LEFT JOIN known ON known.path = g.path
 ORDER BY g.place
    ON CONFLICT DO NOTHING
