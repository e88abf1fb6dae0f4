-- How the tests of some files stand. Of each case the newest result counts, of the content that HEAD holds; where it holds no
-- such file, of whatever it held. Marks of imported results are of the HEAD that was imported last, and say nothing of this one.
-- $1 files json, $2 logins text[]
WITH given AS (
    SELECT * FROM json_to_recordset($1::json) AS g (address text, path text, blob text)
), counted AS (
    SELECT g.address, r.v7_file_path, r.test_type, r.test_file, r.case_name, r.test_status, r.tested_at, r.recorded_at,
           r.commit_sha,
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
), last AS (
    SELECT DISTINCT ON (address, v7_file_path, test_type, COALESCE(test_file, ''), COALESCE(case_name, '')) *,
           COALESCE(case_name, test_type || ' test of ' || v7_file_path) AS title
      FROM counted
     ORDER BY address, v7_file_path, test_type, COALESCE(test_file, ''), COALESCE(case_name, ''),
              tested_at DESC NULLS LAST, recorded_at DESC NULLS LAST
), missing AS (
    -- What failed last and was not run of what HEAD holds, though other tests of that sort were since: it was taken out.
    SELECT l.address, l.title, l.commit_sha
      FROM last l
     WHERE NOT l.is_current AND l.test_status NOT IN ('pass', 'skip')
       AND EXISTS (SELECT FROM newest n
                    WHERE n.address = l.address AND n.v7_file_path = l.v7_file_path AND n.test_type = l.test_type
                      AND n.tested_at > l.tested_at)
       AND NOT EXISTS (SELECT FROM newest n
                        WHERE n.address = l.address AND n.v7_file_path = l.v7_file_path AND n.test_type = l.test_type
                          AND n.test_file IS NOT DISTINCT FROM l.test_file AND n.case_name IS NOT DISTINCT FROM l.case_name)
)
SELECT a.address,
       (SELECT COUNT(*) FROM told t WHERE t.address = a.address AND t.test_status = 'pass')::integer AS passed,
       (SELECT COUNT(*) FROM told t WHERE t.address = a.address AND t.has_failed)::integer AS failed,
       (SELECT COUNT(*) FROM told t WHERE t.address = a.address AND t.test_status = 'skip')::integer AS skipped,
       (SELECT COUNT(*) FROM counted c WHERE c.address = a.address AND NOT c.is_current)::integer AS outdated,
       ARRAY(SELECT t.title FROM told t WHERE t.address = a.address AND t.has_failed ORDER BY t.title LIMIT 3) AS failing,
       (SELECT COALESCE(json_agg(json_build_object('title', m.title, 'commit', m.commit_sha) ORDER BY m.title), '[]')
          FROM missing m WHERE m.address = a.address) AS missing
  FROM (SELECT DISTINCT address FROM given) a
