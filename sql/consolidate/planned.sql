-- $1 node, $2 group, $3 ids, $4 their targets. What an earlier plan of the group had in mind, and this one has not, is open again.
WITH planned AS (
    SELECT * FROM unnest($3::bigint[], $4::text[]) AS planned (id, target)
)
UPDATE v7_external_sources s
   SET status = CASE WHEN planned.id IS NULL THEN 'unique' ELSE 'planned' END, target_path = planned.target,
       approved_by = NULL, approved_at = NULL
  FROM v7_external_sources o LEFT JOIN planned ON planned.id = o.id
 WHERE o.id = s.id AND s.node = $1 AND s.source_group = $2
   AND (planned.id IS NOT NULL OR s.status IN ('planned', 'approved', 'failed', 'skipped'))
   AND s.status NOT IN ('gone', 'copied')
