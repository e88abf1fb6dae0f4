-- Sources whose copies somebody approved, and where they go; without an instant, now.
-- $1 ids bigint[], $2 targets text[], $3 approved_by text, $4 approved_at timestamptz
UPDATE v7_external_sources s
   SET status = 'approved', target_path = planned.target, approved_by = $3, approved_at = coalesce($4::timestamptz, now())
  FROM unnest($1::bigint[], $2::text[]) AS planned (id, target)
 WHERE s.id = planned.id AND s.status <> 'copied'
