-- A service that was taken out of use has stopped, until it is seen afterwards.
-- $1 node_id integer, $2 services jsonb
UPDATE services s
   SET process_id = o."processId", status = o.status, started_at = o."startedAt"
  FROM jsonb_to_recordset($2::jsonb)
      AS o (name TEXT, status TEXT, "processId" INTEGER, "startedAt" TIMESTAMP, observed_at TEXT)
 WHERE s.node_id = $1 AND s.service_name = o.name
   AND (s.metadata ->> 'retiredAt' < o.observed_at COLLATE "C") IS NOT FALSE
   AND (s.process_id, s.status, s.started_at) IS DISTINCT FROM (o."processId", o.status, o."startedAt")
