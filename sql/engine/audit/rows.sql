-- Row changes, the newest first, each with the apply it belongs to by its transaction id. Tables and record keys stand side by
-- side; without them, every row. What the recording of a machine's facts wrote, in the one transaction that has their time, is
-- observed: nobody changed anything outside v7.
-- $1 tables text[], $2 record_keys text[], $3 since timestamptz, $4 only_outside_applies boolean, $5 actor text
-- $6 limit integer, $7 table_of_kind jsonb, $8 before_id bigint, $9 until timestamptz, $10 application text
SELECT c.id::text, c.table_affected, c.record_key, c.operation, c.old_value, c.new_value, c.changed_by, c.application, c.change_reason,
       to_char(c.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
       a.apply_id::text, a.actor, a.commit_sha, r.address, o.observed,
       -- a row that was never applied is named by its own key columns
       CASE WHEN r.address IS NULL AND c.table_affected <> 'v7_resources' THEN
         (SELECT coalesce(i.new_value, i.old_value) FROM v7_change_history i
           WHERE i.table_affected = c.table_affected AND i.record_key = c.record_key AND i.operation IN ('insert', 'delete')
           ORDER BY i.id DESC LIMIT 1) END AS whole_row
  FROM v7_change_history c
  LEFT JOIN v7_applies a ON a.txid = c.txid
 CROSS JOIN LATERAL (
      SELECT c.table_affected IN ('postgresql_configuration', 'replication_status', 'services', 'software_versions')
         AND EXISTS (SELECT FROM v7_node_facts f WHERE f.recorded_at = c.created_at AT TIME ZONE 'UTC') AS observed) o
  LEFT JOIN v7_resources r ON c.table_affected <> 'v7_resources' AND r.record_key = c.record_key AND $7::jsonb ->> r.kind = c.table_affected
 WHERE ($1::text[] IS NULL OR (c.table_affected, c.record_key) IN (SELECT * FROM unnest($1::text[], $2::text[])))
   AND ($3::timestamptz IS NULL OR c.created_at >= ($3::timestamptz AT TIME ZONE 'UTC'))
   AND ($9::timestamptz IS NULL OR c.created_at < ($9::timestamptz AT TIME ZONE 'UTC'))
   AND ($10::text IS NULL OR c.application = $10::text)
   AND (NOT $4::boolean OR a.apply_id IS NULL AND NOT o.observed)
   AND ($5::text IS NULL OR $5::text IN (a.actor, c.changed_by))
   AND ($8::bigint IS NULL OR c.id < $8::bigint)
 ORDER BY c.id DESC
 LIMIT $6::int
