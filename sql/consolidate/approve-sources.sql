-- $1 ids, $2 targets, $3 who approved, $4 when; null: now
UPDATE v7_external_sources s
   SET status = 'approved', target_path = planned.target, approved_by = $3, approved_at = coalesce($4::timestamptz, now())
  FROM unnest($1::bigint[], $2::text[]) AS planned (id, target)
 WHERE s.id = planned.id AND s.status <> 'copied'
