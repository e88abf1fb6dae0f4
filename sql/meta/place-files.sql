-- The registry's files by the project that they lie in. A folder's files belong to its project; those of a folder without one to none.
-- $1 run_id bigint, $2 folders text[], $3 projects text[]
WITH folders AS (
    SELECT * FROM unnest($2::text[], $3::text[]) AS folders (folder, project)
), placed AS MATERIALIZED (
    SELECT project, CASE project WHEN '.' THEN path ELSE substr(path, length(project) + 2) END AS file_path, ext, size_bytes, mtime, hash
      FROM (SELECT path, ext, size_bytes, mtime, hash, left(path, greatest(length(path) - strpos(reverse(path), '/'), 0)) AS parent,
                   strpos(path, '/') > 0 AS is_inside
              FROM v7_files WHERE deleted_at IS NULL) AS registered
      JOIN folders ON folders.folder = CASE WHEN is_inside THEN parent ELSE '' END
), updated AS (
    UPDATE files
       SET ext = placed.ext, size = placed.size_bytes, mtime = placed.mtime, sha256 = placed.hash, missing_since = NULL,
           last_run_id = $1::bigint
      FROM placed
     WHERE files.project_path = placed.project AND files.file_path = placed.file_path
       AND (files.ext, files.size, files.mtime, files.sha256, files.missing_since)
           IS DISTINCT FROM (placed.ext, placed.size_bytes, placed.mtime, placed.hash, NULL::timestamptz)
    RETURNING 1
), added AS (
    INSERT INTO files (project_path, file_path, ext, size, mtime, sha256, last_run_id)
    SELECT project, file_path, ext, size_bytes, mtime, hash, $1::bigint
      FROM placed
     WHERE NOT EXISTS (SELECT FROM files WHERE files.project_path = project AND files.file_path = placed.file_path)
    RETURNING 1
), gone AS (
    UPDATE files SET missing_since = now(), in_scan = FALSE
     WHERE missing_since IS NULL
       AND NOT EXISTS (SELECT FROM placed WHERE files.project_path = project AND files.file_path = placed.file_path)
    RETURNING 1
)
SELECT (SELECT count(*) FROM placed)::int4 AS placed, (SELECT count(*) FROM added)::int4 AS added,
       (SELECT count(*) FROM updated)::int4 AS updated, (SELECT count(*) FROM gone)::int4 AS gone
