-- The files that have results of a content.
SELECT DISTINCT v7_file_path AS path FROM v7_test_results WHERE v7_file_path IS NOT NULL ORDER BY 1
