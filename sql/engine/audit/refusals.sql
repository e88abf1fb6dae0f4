-- What was tried and not allowed, the newest first. Without an address, whatever it was tried on.
-- $1 since timestamptz, $2 login text, $3 address text, $4 limit integer, $5 until timestamptz, $6 application text
SELECT to_char(f.refused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, f.action, f.login, f.application, f.because,
       CASE WHEN f.table_affected = 'v7_approvals' THEN 'plan ' || left(f.record_key, 6)
            ELSE coalesce(r.address, f.record_key, f.table_affected) END AS subject
  FROM v7_refusals f
  LEFT JOIN v7_resources r ON r.record_key = f.record_key AND f.table_affected NOT IN ('v7_resources', 'v7_approvals')
 WHERE ($1::timestamptz IS NULL OR f.refused_at >= $1::timestamptz)
   AND ($5::timestamptz IS NULL OR f.refused_at < $5::timestamptz)
   AND ($2::text IS NULL OR f.login = $2::text)
   AND ($6::text IS NULL OR f.application = $6::text)
   AND ($3::text IS NULL OR coalesce(r.address, f.record_key) = $3::text)
 ORDER BY f.id DESC
 LIMIT $4::int
