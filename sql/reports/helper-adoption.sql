-- title: Helper adoption
-- about: Percentage of projects that use the shared helper, where it is known.
-- columns: pct
-- answers: 002:258-259
-- empty: No project is recorded.
SELECT ROUND(100.0 * COUNT(*) FILTER (WHERE uses_shared_helper)
    / NULLIF(COUNT(*) FILTER (WHERE uses_shared_helper IS NOT NULL), 0), 1) AS pct
  FROM projects
