-- The results of checks, each a row of its own: what was found before stays.
-- $1 address text, $2 results jsonb
INSERT INTO v7_verifications (address, check_name, status, expected, found, detail, duration_ms, tries, valid_until)
SELECT $1, r.name, r.status, r.expected, r.found, r.detail, r.duration_ms, r.tries, r.valid_until
  FROM jsonb_to_recordset($2::jsonb)
      AS r (name TEXT, status TEXT, expected JSONB, found JSONB, detail TEXT, duration_ms INTEGER, tries INTEGER, valid_until TIMESTAMPTZ)
 ORDER BY r.name
