-- What a recorded commit left of the files it changed; nothing of a submodule or a content that is not known.
-- $1 sha text
SELECT path, new_hash AS hash
  FROM v7_changes
 WHERE commit_sha = $1::text AND (new_hash IS NOT NULL OR new_mode IS NULL)
 UNION ALL
SELECT old_path, NULL FROM v7_changes WHERE commit_sha = $1::text AND old_path IS NOT NULL
