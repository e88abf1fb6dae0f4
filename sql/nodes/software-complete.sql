-- The same version, of which more is known now.
-- $1 node_id integer, $2 software jsonb
UPDATE software_versions s
   SET software_version = coalesce(o.version, s.software_version),
       architecture = coalesce(o.architecture, s.architecture),
       runtime_mode = coalesce(o."runtimeMode", s.runtime_mode),
       install_path = coalesce(o."installPath", s.install_path)
  FROM jsonb_to_recordset($2::jsonb) AS o (name TEXT, version TEXT, architecture TEXT, "runtimeMode" TEXT, "installPath" TEXT)
 WHERE s.node_id = $1 AND s.software_name = o.name AND s.is_active
   AND (coalesce(o.version, s.software_version), coalesce(o.architecture, s.architecture),
        coalesce(o."runtimeMode", s.runtime_mode), coalesce(o."installPath", s.install_path))
       IS DISTINCT FROM (s.software_version, s.architecture, s.runtime_mode, s.install_path)
