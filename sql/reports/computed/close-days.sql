-- Stores figures of days that are over. Who comes second finds them stored already.
-- $1 days jsonb, $2 timezone text, $3 snapshot text
INSERT INTO v7_closed_days (day, time_zone, ended_at, source, figures, gaps, snapshot)
SELECT day, $2, ended AT TIME ZONE 'UTC', source, NULLIF(figures, 'null'), gaps, $3::text::pg_snapshot
  FROM jsonb_to_recordset($1::jsonb) AS closed (day date, ended timestamp, source text, figures jsonb, gaps jsonb)
 ORDER BY day
    ON CONFLICT (day) DO NOTHING
