-- How the tests of some files stand. Of each case the newest result counts, of the content that HEAD holds; where it holds no
-- such file, of whatever it held. Marks of imported results are of the HEAD that was imported last, and say nothing of this one.
-- $1 files json, $2 logins text[]
WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS g (address text, path text, blob text)
), counted AS (
    SELECT g.address, r.v7_file_path, r.test_type, r.test_file, r.case_name, r.test_status, r.tested_at, r.recorded_at,
           (r.retest_required IS NOT TRUE OR r.source_sha256 IS NOT NULL)
           AND r.blob_id IS NOT NULL AND (g.blob IS NULL OR r.blob_id = g.blob) AS is_current
      FROM given g
      JOIN v7_test_results r ON r.v7_file_path = g.path
     WHERE $2::text[] IS NULL OR r.recorded_by = ANY ($2::text[])
), newest AS (
    SELECT DISTINCT ON (address, v7_file_path, test_type, COALESCE(test_file, ''), COALESCE(case_name, '')) *
      FROM counted
     WHERE is_current
     ORDER BY address, v7_file_path, test_type, COALESCE(test_file, ''), COALESCE(case_name, ''),
              tested_at DESC NULLS LAST, recorded_at DESC NULLS LAST
), told AS (
    SELECT *, COALESCE(case_name, test_type || ' test of ' || v7_file_path) AS title,
           test_status NOT IN ('pass', 'skip') AS has_failed
      FROM newest
)
SELECT a.address,
       (SELECT COUNT(*) FROM told t WHERE t.address = a.address AND t.test_status = 'pass')::integer AS passed,
       (SELECT COUNT(*) FROM told t WHERE t.address = a.address AND t.has_failed)::integer AS failed,
       (SELECT COUNT(*) FROM told t WHERE t.address = a.address AND t.test_status = 'skip')::integer AS skipped,
       (SELECT COUNT(*) FROM counted c WHERE c.address = a.address AND NOT c.is_current)::integer AS outdated,
       ARRAY(SELECT t.title FROM told t WHERE t.address = a.address AND t.has_failed ORDER BY t.title LIMIT 3) AS failing
  FROM (SELECT DISTINCT address FROM given) a
