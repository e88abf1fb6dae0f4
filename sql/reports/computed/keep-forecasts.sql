-- Keeps forecasts of a day. Who comes second finds them kept already.
-- $1 forecasts jsonb
INSERT INTO v7_forecasts (day, phase, method, seed, open, answers)
SELECT day, phase, method, seed, open, answers
  FROM jsonb_to_recordset($1::jsonb) AS made (day date, phase integer, method integer, seed integer, open integer, answers jsonb)
 ORDER BY day, phase
    ON CONFLICT (day, phase) DO NOTHING
