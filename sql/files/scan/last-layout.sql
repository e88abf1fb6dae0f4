-- By which rules the files of the last whole scan were placed.
SELECT checkpoint ->> 'layout' AS layout
  FROM ingest_runs
 WHERE pipeline = 'scan' AND status IN ('succeeded', 'partial') AND checkpoint ->> 'layout' IS NOT NULL
 ORDER BY id DESC
 LIMIT 1
