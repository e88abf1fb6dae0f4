-- Each set of equal files in these groups, with the copy that stays.
-- $1 groups text[]
SELECT to_jsonb(sets) AS answer
  FROM (
    SELECT s.hash AS sha256, s.size_bytes AS size, coalesce(f.path, k.source_path) AS kept,
           s.duplicate_of_file IS NOT NULL AS is_registered,
           array_agg(s.source_path ORDER BY s.source_path COLLATE "C") AS duplicates
      FROM v7_external_sources s
      LEFT JOIN v7_files f ON f.id = s.duplicate_of_file
      LEFT JOIN v7_external_sources k ON k.id = s.duplicate_of_source
     WHERE s.source_group = ANY ($1::text[]) AND s.status = 'duplicate'
     GROUP BY s.hash, s.size_bytes, s.duplicate_of_file, s.duplicate_of_source, f.path, k.source_path
) AS sets
 ORDER BY sets.kept COLLATE "C", sets.sha256
