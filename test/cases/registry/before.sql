INSERT INTO v7_files (path_bytes, path, hash, size_bytes, ext, file_type, component, pillar, project, mtime)
SELECT convert_to(path, 'UTF8'), path, encode(sha256(convert_to(content, 'UTF8')), 'hex'), 1500, ext, type, component, pillar, project, now() - age
FROM (VALUES
    ('03_CORE_ENGINE/SCHEMAS/v7_registry.sql', 'tables', 'sql', 'sql', '03_CORE_ENGINE', 'SCHEMAS', NULL, interval '1 hour'),
    ('03_CORE_ENGINE/SCRIPTS/v7_daily.py', 'daily', 'py', 'python', '03_CORE_ENGINE', 'SCRIPTS', NULL, interval '100 days'),
    ('03_CORE_ENGINE/SCRIPTS/v7_registry.py', 'registry', 'py', 'python', '03_CORE_ENGINE', 'SCRIPTS', NULL, interval '1 hour'),
    ('07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product/META_PRD.md', 'prd', 'md', 'markdown', '07_BUILD_FACTORY', NULL, 'Enterprise_Platform', interval '1 hour'),
    ('07_BUILD_FACTORY/PRJ_Enterprise_Platform/META_PRD.md', 'prd', 'md', 'markdown', '07_BUILD_FACTORY', NULL, 'Enterprise_Platform', interval '1 hour'),
    ('META_PRD.md', 'old prd', 'md', 'markdown', NULL, NULL, NULL, interval '1 hour'),
    ('v7_search_api.py', 'search', 'py', 'python', NULL, NULL, NULL, interval '1 hour')
) AS f (path, content, ext, type, component, pillar, project, age);
INSERT INTO v7_external_sources (source, source_path, source_group, status, duplicate_of_file)
SELECT '~/Downloads', '~/Downloads/' || n || '.md', 'downloads', CASE WHEN n <= 150 THEN 'duplicate' ELSE 'unique' END, CASE WHEN n <= 150 THEN 1 END
FROM generate_series(1, 1276) AS n;
INSERT INTO v7_changes (path, change_type, old_path, detected_by, commit_sha, author) VALUES
    ('03_CORE_ENGINE/SCHEMAS/v7_registry.sql', 'created', NULL, 'hook', '4c1e9aa000000000000000000000000000000000', 'Arthur'),
    ('03_CORE_ENGINE/SCRIPTS/v7_daily.py', 'renamed', '03_CORE_ENGINE/SCRIPTS/daily.py', 'hook', '4c1e9aa000000000000000000000000000000000', 'Arthur'),
    ('v7_search_api.py', 'modified', NULL, 'scan', NULL, NULL), ('left.md', 'deleted', NULL, 'scan', NULL, NULL);
