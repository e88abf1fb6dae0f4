-- When the newest commit was recorded, as text: one that touches no file is no change of files.
SELECT MAX(recorded_at)::text AS recorded_at FROM v7_commits
