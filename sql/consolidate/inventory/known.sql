-- What is known of a machine's files outside the repository, in few rows: id, stamp, disk, group, root, whether it is gone, and
-- the path, between separators that a printable path does not have. A stamp that cannot be trusted is empty. Rows that older scripts
-- left have no node.
-- $1 node text, $2 groups text[]
SELECT string_agg(id || chr(31) || CASE WHEN metadata ? 'racy' THEN '' ELSE coalesce(metadata ->> 'stamp', '') END || chr(31)
                  || coalesce(metadata ->> 'device', '') || chr(31) || source_group || chr(31)
                  || source || chr(31) || (status = 'gone')::int || chr(31) || source_path, chr(30)) AS files
  FROM v7_external_sources
 WHERE node = $1::text OR (node IS NULL AND source_group = ANY ($2::text[]))
 GROUP BY id / 20000
