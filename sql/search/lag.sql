-- What has been registered since an index was brought up to date.
-- $1 last_change bigint, $2 recorded_at timestamptz, $3 most_bytes bigint, $4 most_bytes_of_configuration bigint
-- $5 most_bytes_of_tables bigint
SELECT ((SELECT count(DISTINCT files.id)
           FROM v7_changes AS changes JOIN v7_files AS files ON files.id = changes.file_id
          WHERE changes.id > $1::int8 AND changes.detected_by = 'scan'
            AND (file_type IN ('documentation', 'code') AND size_bytes <= $3::int8
                 OR file_type = 'configuration' AND size_bytes <= $4::int8
                 OR file_type = 'data' AND files.metadata ->> 'language' IS NOT NULL AND size_bytes <= $5::int8))
        + (SELECT count(*) FROM v7_commits WHERE recorded_at > $2::timestamptz AND rewritten_as IS NULL AND subject <> ''))::int4 AS lag
