-- What the registry holds of some paths, files that are gone aside, and what the last whole scan placed files by: no rules
-- where an older v7 scanned.
-- $1 paths text[]
SELECT last.id IS NOT NULL AS was_scanned, last.rules,
       (SELECT coalesce(json_agg(json_build_object('id', id::text, 'path', path, 'stamp', coalesce(metadata ->> 'stamp', ''))), '[]')
          FROM v7_files
         WHERE path = ANY ($1::text[]) AND deleted_at IS NULL) AS files
  FROM (VALUES (TRUE)) AS one (row)
  LEFT JOIN LATERAL (
      SELECT id, checkpoint -> 'rules' AS rules
        FROM ingest_runs
       WHERE pipeline = 'scan' AND status IN ('succeeded', 'partial') AND checkpoint ->> 'layout' IS NOT NULL
       ORDER BY id DESC
       LIMIT 1
  ) AS last ON TRUE
