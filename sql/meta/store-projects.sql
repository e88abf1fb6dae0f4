-- Projects as they were found, one array a column. What somebody declared of one stays; what nobody declared is named as it is found.
-- Of rows that say the same already nothing is written.
-- $1 run_id bigint, $2 paths text[], $3 names text[], $4 detected_by text[], $5 identities text[], $6 languages text[]
-- $7 manifests jsonb[], $8 aliases jsonb[], $9 trees text[], $10 figures jsonb[], $11 has_docs boolean[], $12 has_tests boolean[]
-- $13 uses_helper boolean[]
WITH found AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[], $9::text[],
                         $10::jsonb[], $11::boolean[], $12::boolean[], $13::boolean[])
        AS found (path, name, detected_by, identity, language, manifests, aliases, tree, figures, has_docs, has_tests, uses_helper)
), declared AS (
    SELECT substr(address, 9) AS path FROM v7_resources WHERE kind = 'Project'
), added AS (
    INSERT INTO projects (project_path, name, has_docs, has_tests, uses_shared_helper)
    SELECT path, name, has_docs, has_tests, uses_helper FROM found
     WHERE NOT EXISTS (SELECT FROM projects WHERE project_path = path)
    RETURNING project_path
), renamed AS (
    UPDATE projects SET name = found.name, state = 'active'
      FROM found
     WHERE projects.project_path = found.path AND NOT EXISTS (SELECT FROM declared WHERE declared.path = found.path)
       AND (projects.name <> found.name OR projects.state = 'inactive'
            AND EXISTS (SELECT FROM project_facts WHERE project_path = found.path AND missing_since IS NOT NULL))
       AND projects.state NOT IN ('retired', 'archived')
    RETURNING project_path
), looked AS (
    UPDATE projects SET has_docs = found.has_docs, has_tests = found.has_tests, uses_shared_helper = found.uses_helper, last_seen = now()
      FROM found
     WHERE projects.project_path = found.path AND projects.project_path NOT IN (SELECT project_path FROM renamed)
       AND ((projects.has_docs, projects.has_tests, projects.uses_shared_helper)
                IS DISTINCT FROM (found.has_docs, found.has_tests, found.uses_helper)
            OR projects.last_seen < now() - interval '1 day')
), kept AS (
    INSERT INTO project_facts (project_path, detected_by, identity, language, manifests, aliases, tree_sha256, figures, run_id)
    SELECT path, detected_by, identity, language, ARRAY(SELECT jsonb_array_elements_text(manifests)),
           ARRAY(SELECT jsonb_array_elements_text(aliases)), tree, figures, $1::bigint
      FROM found
        ON CONFLICT (project_path) DO UPDATE
       SET detected_by = EXCLUDED.detected_by, identity = EXCLUDED.identity, language = EXCLUDED.language,
           manifests = EXCLUDED.manifests, aliases = EXCLUDED.aliases, tree_sha256 = EXCLUDED.tree_sha256,
           figures = EXCLUDED.figures, missing_since = NULL, run_id = EXCLUDED.run_id, updated_at = now()
     WHERE (project_facts.detected_by, project_facts.identity, project_facts.language, project_facts.manifests, project_facts.aliases,
            project_facts.tree_sha256, project_facts.figures, project_facts.missing_since)
           IS DISTINCT FROM (EXCLUDED.detected_by, EXCLUDED.identity, EXCLUDED.language, EXCLUDED.manifests, EXCLUDED.aliases,
                             EXCLUDED.tree_sha256, EXCLUDED.figures, NULL::timestamptz)
)
SELECT (SELECT count(*) FROM added)::int4 AS added, (SELECT count(*) FROM renamed)::int4 AS renamed
