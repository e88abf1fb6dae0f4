-- One snapshot by its name.
-- $1 name text
SELECT s.snapshot_name AS name,
       s.snapshot_type AS type,
       s.verification_status AS status,
       s.description,
       s.created_by AS taken_by,
       to_char(s.created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS taken_at,
       s.state_json AS state
  FROM system_state_snapshots s
 WHERE s.snapshot_name = $1
