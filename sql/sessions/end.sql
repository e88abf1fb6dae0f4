-- Ends a session at work with what happened while it lasted. Commits and their changes know their session; what somebody else's
-- scan found counts for every session of that time. A file that changed several times counts once by each sort of change. Logs of
-- sessions are no work of theirs, nor is what the first scan of a repository finds that was there before. Commits of the actor
-- that were recorded meanwhile and bear a time outside of it are counted apart: an amend or a rebase may keep an older date, and
-- clocks differ. What a record that was the first of all wrote down is history.
-- $1 id bigint, $2 by_its_own_actor boolean, $3 timezone text
WITH ending AS (
    SELECT id, actor, started_at FROM v7_sessions WHERE id = $1::bigint AND ended_at IS NULL FOR UPDATE
), first_scan AS (
    SELECT min(id) AS id FROM ingest_runs WHERE pipeline = 'scan' AND checkpoint ->> 'layout' IS NOT NULL
), changed AS (
    SELECT COUNT(DISTINCT path) FILTER (WHERE change_type = 'created') AS created,
           COUNT(DISTINCT path) FILTER (WHERE change_type NOT IN ('created', 'deleted')) AS modified,
           COUNT(DISTINCT path) FILTER (WHERE change_type = 'deleted') AS deleted
      FROM v7_changes c, ending e
     WHERE c.path NOT IN (SELECT log_path FROM v7_sessions WHERE log_path IS NOT NULL)
       AND (c.session_id = e.id
            OR (c.session_id IS NULL AND c.commit_sha IS NULL AND c.changed_at BETWEEN e.started_at AND now()))
       AND NOT (c.change_type = 'created' AND c.run_id IS NOT DISTINCT FROM (SELECT id FROM first_scan) AND c.run_id IS NOT NULL
                AND EXISTS (SELECT FROM v7_files f WHERE f.id = c.file_id AND f.mtime < e.started_at))
), committed AS (
    SELECT COUNT(*) AS commits FROM v7_commits c, ending e WHERE c.session_id = e.id AND c.rewritten_as IS NULL
), dated_elsewhere AS (
    SELECT COUNT(*) AS commits
      FROM v7_commits c, ending e
     WHERE c.session_id IS NULL AND c.rewritten_as IS NULL AND c.recorded_at BETWEEN e.started_at AND now()
       AND (c.author IN (SELECT author FROM v7_commits WHERE session_id = e.id) OR c.author = e.actor OR c.author_email = e.actor)
       AND NOT (c.committed_at BETWEEN e.started_at - interval '1 second' AND now())
       AND EXISTS (SELECT FROM v7_commits p WHERE p.sha = ANY (c.parents) AND (p.recorded_at < e.started_at OR p.session_id = e.id))
)
UPDATE v7_sessions s
   SET ended_at = now(), status = CASE WHEN $2::boolean THEN 'ended' ELSE 'abandoned' END,
       files_created = changed.created, files_modified = changed.modified, files_deleted = changed.deleted,
       stats = s.stats || jsonb_build_object(
           'files_created', changed.created, 'files_modified', changed.modified, 'files_deleted', changed.deleted,
           'commits', committed.commits, 'commits_dated_elsewhere', dated_elsewhere.commits, 'log_entries', s.log_entries,
           'duration_s', floor(extract(epoch FROM now() - s.started_at)))
  FROM ending, changed, committed, dated_elsewhere
 WHERE s.id = ending.id
RETURNING s.id::text, s.actor, s.title, s.log_path, s.status, to_char(now() AT TIME ZONE $3::text, 'YYYY-MM-DD HH24:MI') AS local_time,
    to_char(s.started_at AT TIME ZONE $3::text, 'YYYY-MM-DD HH24:MI') AS started_local
