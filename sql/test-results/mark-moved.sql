-- Imported results whose file holds something else at HEAD are to be tested again; those of what it holds are not, for another
-- branch may have said so. What somebody wrote down by hand stays as it was said.
-- $1 contents json
UPDATE v7_test_results r
   SET retest_required = r.blob_id IS DISTINCT FROM c.blob OR r.blob_id IS NULL
  FROM json_each_text($1::json) AS c (path, blob)
 WHERE r.v7_file_path = c.path AND r.source_sha256 IS NOT NULL
   AND r.retest_required IS DISTINCT FROM (r.blob_id IS DISTINCT FROM c.blob OR r.blob_id IS NULL)
