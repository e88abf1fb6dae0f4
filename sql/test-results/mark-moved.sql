-- Results whose file holds something else by now are to be tested again.
-- $1 contents json
UPDATE v7_test_results r
   SET retest_required = TRUE
  FROM json_each_text($1::json) AS c (path, blob)
 WHERE r.v7_file_path = c.path AND r.retest_required IS NOT TRUE AND r.blob_id IS DISTINCT FROM c.blob
