-- title: Components
-- about: How many registered files each component has, how large they are, and when one was last written.
-- columns: component, files, share_percent, size_bytes, newest
-- answers: 000:123, 000:129
-- empty: No file is registered.
-- next: v7 scan
SELECT f.component, COUNT(*) AS files, ROUND(100.0 * COUNT(*) / SUM(COUNT(*)) OVER (), 1) AS share_percent,
       SUM(f.size_bytes) AS size_bytes, MAX(d.written_at) AS newest
  FROM v7_files f JOIN v7_file_dates d ON d.file_id = f.id
 WHERE f.deleted_at IS NULL
 GROUP BY f.component
 ORDER BY files DESC, f.component COLLATE "C" NULLS LAST
