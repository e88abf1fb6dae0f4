-- Commits that history still has, by what they say of themselves.
SELECT 'commit:' || sha AS source, md5(concat_ws(chr(31), sha, subject, author)) AS stamp
  FROM v7_commits
 WHERE rewritten_as IS NULL AND subject <> ''
