-- The latest result of each check of some machines.
-- $1 nodes text[]
SELECT DISTINCT ON (v.address, v.check_name)
       substr(v.address, 6) AS node,
       v.check_name AS name,
       v.status,
       COALESCE(v.valid_until <= now(), FALSE) AS is_over,
       v.expected,
       v.found,
       v.detail,
       to_char(v.verified_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS verified_at,
       to_char(v.valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS valid_until
  FROM v7_verifications v
 WHERE v.address IN (SELECT 'node/' || n.name FROM unnest($1::text[]) AS n (name))
 ORDER BY v.address, v.check_name, v.verified_at DESC, v.id DESC
