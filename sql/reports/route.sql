-- title: Route
-- about: Places proposed for files that no rule of the Layout knows; nothing moves.
-- parameter: limit integer(1..10000) = 50: how many files
-- columns: path, component, pillar, project, because
-- answers: 000:143
-- empty: Every file has its place.
-- next: v7 explain Layout
WITH present AS (
    SELECT path, component, pillar, project, lower(regexp_replace(path, '^.*/', '')) AS name,
           component IS NULL AND pillar IS NULL AND project IS NULL AS unrouted
      FROM v7_files WHERE deleted_at IS NULL
), named AS (
    -- contact_model.py and contact-test.py are alike: the first word and the extension.
    SELECT *, substring(name FROM '^[^a-z0-9]*([a-z0-9]+)') || '*' || COALESCE(substring(name FROM '\.[^.]*$'), '') AS word
      FROM present
), unrouted AS (
    SELECT * FROM named WHERE unrouted ORDER BY path COLLATE "C" LIMIT $1::integer
), alike AS (
    SELECT u.path, n.component, n.pillar, n.project, 1 AS nearness, n.name AS shared, COUNT(*) AS files
      FROM unrouted u JOIN named n ON n.name = u.name AND NOT n.unrouted
     GROUP BY u.path, n.component, n.pillar, n.project, n.name
     UNION ALL
    SELECT u.path, n.component, n.pillar, n.project, 2, n.word, COUNT(*)
      FROM unrouted u JOIN named n ON n.word = u.word AND NOT n.unrouted
     GROUP BY u.path, n.component, n.pillar, n.project, n.word
), best AS (
    SELECT DISTINCT ON (path) * FROM alike
     ORDER BY path, nearness, files DESC, component, pillar, project
)
SELECT u.path, b.component, b.pillar, b.project,
       CASE b.nearness WHEN 1 THEN 'as ' || b.files || ' named ' || b.shared
           WHEN 2 THEN 'as ' || b.files || ' like ' || b.shared
           ELSE 'no file is named like it' END AS because
  FROM unrouted u LEFT JOIN best b ON b.path = u.path
 ORDER BY u.path COLLATE "C"
