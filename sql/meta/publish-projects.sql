-- Projects as CodeGraphX's file has them, with their folder on this machine.
SELECT p.project_path, p.name, facts.aliases[1] AS path, facts.figures
  FROM projects p JOIN project_facts facts USING (project_path)
 WHERE facts.missing_since IS NULL
 ORDER BY p.project_path COLLATE "C"
