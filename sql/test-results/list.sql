-- Test results, the newest first. One whose file holds something else at HEAD is to be tested again, and so is one by hand that
-- somebody marked; marks of imported ones are of the HEAD that was imported last, and count where this one is not known.
-- The total is how many there are in all, where that is known: they are not counted again.
-- $1 component text, $2 path text, $3 status text, $4 type text, $5 retest boolean, $6 limit integer
-- $7 offset integer, $8 total bigint, $9 contents jsonb
WITH held AS MATERIALIZED (
    SELECT r.*, (r.retest_required IS TRUE AND (r.source_sha256 IS NULL OR $9::jsonb IS NULL))
           OR (r.v7_file_path IS NOT NULL AND r.blob_id IS NULL)
           OR ($9::jsonb IS NOT NULL AND r.v7_file_path IS NOT NULL
               AND r.blob_id IS DISTINCT FROM $9::jsonb ->> r.v7_file_path) AS retest
      FROM v7_test_results r
     WHERE ($1::text IS NULL OR r.component_tested = $1::text)
       AND ($2::text IS NULL OR r.v7_file_path = $2::text OR starts_with(r.v7_file_path, rtrim($2::text, '/') || '/'))
       AND ($3::text IS NULL OR r.test_status = $3::text)
       AND ($4::text IS NULL OR r.test_type = $4::text)
), wanted AS (
    SELECT * FROM held WHERE retest OR NOT $5::boolean
), counted AS (
    SELECT COALESCE($8::bigint, (SELECT COUNT(*) FROM wanted)) AS total
), page AS (
    SELECT * FROM wanted
     ORDER BY tested_at DESC NULLS LAST, recorded_at DESC NULLS LAST, source_sha256, case_number, id
     LIMIT $6::int OFFSET $7::int
)
SELECT jsonb_build_object('total', total, 'rows', (
    SELECT COALESCE(jsonb_agg(jsonb_build_object(
            'id', id, 'type', test_type, 'component', component_tested, 'path', v7_file_path, 'status', test_status,
            'case', case_name, 'test_file', test_file, 'error', error_details, 'metrics', performance_metrics,
            'compatible', backwards_compatible, 'tested_by', tested_by,
            'tested_at', to_char(tested_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'recorded_by', recorded_by,
            'commit', commit_sha, 'blob', blob_id, 'retest', retest, 'source', source_file, 'notes', notes,
            'phase', phase, 'task', task)
        ORDER BY tested_at DESC NULLS LAST, recorded_at DESC NULLS LAST, source_sha256, case_number, id), '[]') FROM page)) AS answer
  FROM counted
