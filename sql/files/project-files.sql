-- $1 run. The files of declared projects, once more by project.
WITH updated AS (
    UPDATE files
       SET ext = scanned.ext, size = scanned.size_bytes, mtime = scanned.mtime, sha256 = scanned.hash, in_scan = TRUE,
           missing_since = NULL, last_run_id = $1::bigint
      FROM scanned_files AS scanned
     WHERE files.project_path = scanned.project_path AND files.file_path = scanned.file_path
)
INSERT INTO files (project_path, file_path, ext, size, mtime, sha256, in_scan, last_run_id)
SELECT project_path, file_path, ext, size_bytes, mtime, hash, TRUE, $1::bigint
  FROM scanned_files AS scanned
 WHERE project_path IS NOT NULL
   AND NOT EXISTS (SELECT FROM files
                    WHERE files.project_path = scanned.project_path AND files.file_path = scanned.file_path)
