-- What the configuration files say at this moment, includes followed by the server: of several lines the last one counts.
-- $1 names text[]
SELECT lower(f.name) AS name, f.setting AS value, f.error, f.sourcefile AS file, f.sourceline AS line
  FROM pg_file_settings f
 WHERE lower(f.name) = ANY ($1) OR f.error IS NOT NULL
 ORDER BY f.seqno
