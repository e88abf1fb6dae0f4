-- What runs now, where no row says so. What was seen to be missing gets none.
-- $1 node_id integer, $2 software jsonb
INSERT INTO software_versions (node_id, software_name, software_version, architecture, runtime_mode, install_path)
SELECT $1, o.name, o.version, o.architecture, o."runtimeMode", o."installPath"
  FROM jsonb_to_recordset($2::jsonb)
      AS o (name TEXT, present BOOLEAN, version TEXT, architecture TEXT, "runtimeMode" TEXT, "installPath" TEXT)
 WHERE o.present IS DISTINCT FROM FALSE AND NOT EXISTS (
     SELECT FROM software_versions s WHERE s.node_id = $1 AND s.software_name = o.name AND s.is_active)
 ORDER BY o.name
