-- How the tests stand: of each case the newest result of what HEAD holds of its file, else the newest of all. A case that failed
-- there, and that the runs of what HEAD holds now do not have any more, is missing: nobody knows that it passes. Cases of files
-- that HEAD does not hold are of the past.
-- $1 contents jsonb
WITH held AS MATERIALIZED (
    SELECT v7_file_path AS path, test_type, COALESCE(test_file, '') AS test_file, COALESCE(case_name, '') AS case_name,
           test_status, tested_at, recorded_at, commit_sha, test_status NOT IN ('pass', 'skip') AS has_failed,
           NOT ((retest_required IS TRUE AND (source_sha256 IS NULL OR $1::jsonb IS NULL))
                OR (v7_file_path IS NOT NULL AND blob_id IS NULL)
                OR ($1::jsonb IS NOT NULL AND v7_file_path IS NOT NULL AND blob_id IS DISTINCT FROM $1::jsonb ->> v7_file_path))
               AS is_current
      FROM v7_test_results
     WHERE $1::jsonb IS NULL OR v7_file_path IS NULL OR $1::jsonb ->> v7_file_path IS NOT NULL
), newest AS (
    SELECT DISTINCT ON (path, test_type, test_file, case_name) *
      FROM held
     ORDER BY path, test_type, test_file, case_name, is_current DESC, tested_at DESC NULLS LAST, recorded_at DESC NULLS LAST
), judged AS (
    SELECT n.*, COALESCE(NULLIF(case_name, ''), test_type || ' test of ' || COALESCE(path, test_file)) AS title,
           CASE WHEN is_current AND has_failed THEN 'failing'
                WHEN is_current AND test_status = 'pass' THEN 'passing'
                WHEN is_current THEN 'skipped'
                WHEN has_failed AND EXISTS (SELECT FROM held h WHERE h.is_current AND h.path = n.path AND h.test_type = n.test_type
                                               AND h.tested_at > n.tested_at)
                    THEN 'missing'
                ELSE 'retest' END AS standing
      FROM newest n
)
SELECT jsonb_build_object(
           'passing', COUNT(*) FILTER (WHERE standing = 'passing'),
           'retest', jsonb_build_object(
               'count', COUNT(*) FILTER (WHERE standing = 'retest'),
               'first', (ARRAY_AGG(title ORDER BY title) FILTER (WHERE standing = 'retest'))[1:3]),
           'failing', COALESCE(jsonb_agg(title ORDER BY title) FILTER (WHERE standing = 'failing'), '[]'),
           'missing', COALESCE(jsonb_agg(jsonb_build_object('title', title, 'commit', commit_sha) ORDER BY title)
                                   FILTER (WHERE standing = 'missing'), '[]')) AS answer
  FROM judged
HAVING COUNT(*) > 0
