-- A statement about all files of all groups may take its time.
SET LOCAL statement_timeout = '10min'
