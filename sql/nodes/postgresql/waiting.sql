-- What would wait for a restart: to read the files has this session try each value, and mark those that are fit and cannot be changed.
SELECT lower(s.name) AS name FROM pg_settings s WHERE s.pending_restart
