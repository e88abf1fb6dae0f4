-- What was seen is another version, or nothing: the former row is history. What was not seen contradicts nothing.
-- $1 node_id integer, $2 software jsonb
UPDATE software_versions s
   SET is_active = FALSE
  FROM jsonb_to_recordset($2::jsonb)
      AS o (name TEXT, present BOOLEAN, version TEXT, architecture TEXT, "runtimeMode" TEXT, "installPath" TEXT)
 WHERE s.node_id = $1 AND s.software_name = o.name AND s.is_active
   AND (o.present = FALSE OR o.version <> s.software_version OR o.architecture <> s.architecture
       OR o."runtimeMode" <> s.runtime_mode OR o."installPath" <> s.install_path)
