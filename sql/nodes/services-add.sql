-- Found and declared by nobody: what was seen of it is all that its row holds.
-- $1 node_id integer, $2 services jsonb
INSERT INTO services (node_id, service_name, process_id, status, started_at, port, data_path)
SELECT $1, o.name, o."processId", o.status, o."startedAt", o.port, o."dataPath"
  FROM jsonb_to_recordset($2::jsonb)
      AS o (name TEXT, status TEXT, "processId" INTEGER, "startedAt" TIMESTAMP, port INTEGER, "dataPath" TEXT)
 WHERE NOT EXISTS (SELECT FROM services s WHERE s.node_id = $1 AND s.service_name = o.name)
 ORDER BY o.name
