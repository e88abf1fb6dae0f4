-- Applies, the newest first, also those that were refused or failed.
-- $1 since timestamptz, $2 actor text, $3 limit integer, $4 until timestamptz
SELECT a.apply_id::text, a.plan_id, a.status, a.because, a.actor, a.commit_sha, a.branch, a.reason, a.overrides, a.summary,
       to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
  FROM v7_applies a
 WHERE ($1::timestamptz IS NULL OR a.started_at >= $1::timestamptz)
   AND ($4::timestamptz IS NULL OR a.started_at < $4::timestamptz)
   AND ($2::text IS NULL OR a.actor = $2::text)
 ORDER BY a.attempt DESC
 LIMIT $3::int
