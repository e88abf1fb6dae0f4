-- What commits say, and which files they touched.
-- $1 shas text[]
SELECT 'commit:' || commits.sha AS source, commits.sha, commits.subject, commits.author,
       extract(epoch FROM commits.committed_at)::float8 * 1000 AS modified,
       coalesce(touched.paths, '') AS paths
  FROM v7_commits AS commits
  LEFT JOIN (SELECT commit_sha, array_to_string((array_agg(path ORDER BY path))[1:50], chr(10)) AS paths
               FROM v7_changes WHERE commit_sha = ANY ($1::text[]) GROUP BY commit_sha) AS touched ON touched.commit_sha = commits.sha
 WHERE commits.sha = ANY ($1::text[])
