-- Ties the attempt to this transaction: if its id is visible there later, the apply was committed. Answers the approvals that count.
-- $1 apply_id uuid
SELECT persona, approved_by, to_char(approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS approved_at, note
  FROM v7_admit($1)
