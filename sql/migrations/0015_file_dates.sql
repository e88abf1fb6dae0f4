-- When each registered file was written. A clone's files are as old as the clone; where history has a commit that gave a file
-- exactly the bytes it has, that commit says when.
CREATE VIEW v7_file_dates AS
SELECT f.id::bigint AS file_id, COALESCE(committed.at, f.mtime) AS written_at
  FROM v7_files f
  LEFT JOIN (SELECT changes.path, changes.new_hash AS hash, max(commits.committed_at) AS at
               FROM v7_changes changes
               JOIN v7_commits commits ON commits.sha = changes.commit_sha
              WHERE commits.rewritten_as IS NULL AND changes.new_hash IS NOT NULL
              GROUP BY changes.path, changes.new_hash) committed
    ON committed.path = f.path AND committed.hash = f.hash;
