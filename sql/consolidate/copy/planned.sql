-- What a plan has in mind for a group. What an earlier plan of the group had in mind, and this one has not, is open again.
-- $1 node text, $2 source_group text, $3 ids bigint[], $4 targets text[]
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
