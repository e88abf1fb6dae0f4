-- Whether a report is here already: its bytes at the same commit, or wherever they come from the same run.
-- $1 source_sha text, $2 commit text, $3 tested_at timestamptz
SELECT EXISTS (
    SELECT FROM v7_test_results
     WHERE source_sha256 = $1::text
       AND (COALESCE(commit_sha, '') = $2::text OR tested_at = $3::timestamptz AT TIME ZONE 'UTC')) AS known
