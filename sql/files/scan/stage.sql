-- A few files, for which COPY would take longer.
-- $1 files json
INSERT INTO scanned_files
SELECT * FROM json_populate_recordset(NULL::scanned_files, $1::json)
