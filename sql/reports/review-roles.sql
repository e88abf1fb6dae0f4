-- title: Roles to review
-- about: Files whose role the parser does not dare to say, the surest first. A RoleOverride says it for good.
-- parameter: limit integer(1..10000) = 20: how many
-- columns: project_path, file_path, role, score, confidence, evidence
-- answers: 002:288-289
-- empty: No role waits for anybody's word.
SELECT s.project_path, s.file_path, s.role, s.score, s.confidence, s.evidence
  FROM codegraphx_file_signals s
 WHERE NOT s.is_role
   AND NOT EXISTS (SELECT FROM role_overrides o
                    WHERE o.project_path = s.project_path AND o.file_path = s.file_path AND o.role = s.role)
   AND NOT EXISTS (SELECT FROM files f
                    WHERE f.project_path = s.project_path AND f.file_path = s.file_path AND f.missing_since IS NOT NULL)
 ORDER BY s.confidence DESC, s.score DESC, s.project_path, s.file_path, s.role
 LIMIT $1::integer
