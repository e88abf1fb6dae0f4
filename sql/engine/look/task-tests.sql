-- How the tests of tasks stand: those that name the task, and those of files whose plan does; of each case the newest.
-- $1 tasks json
WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS g (task text, path text)
), newest AS (
    SELECT DISTINCT ON (g.task, r.v7_file_path, r.test_type, COALESCE(r.test_file, ''), COALESCE(r.case_name, ''))
           g.task, r.test_status, r.retest_required IS TRUE AS retest
      FROM given g
      JOIN v7_test_results r ON r.task = g.task OR r.v7_file_path = g.path
     ORDER BY g.task, r.v7_file_path, r.test_type, COALESCE(r.test_file, ''), COALESCE(r.case_name, ''),
              r.tested_at DESC NULLS LAST, r.recorded_at DESC NULLS LAST
)
SELECT task, COUNT(*) FILTER (WHERE test_status = 'pass' AND NOT retest)::integer AS passed,
       COUNT(*) FILTER (WHERE test_status NOT IN ('pass', 'skip'))::integer AS failed,
       COUNT(*) FILTER (WHERE retest)::integer AS retest
  FROM newest
 GROUP BY task
