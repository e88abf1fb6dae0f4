-- Forecasts as they were made, of the last days.
-- $1 since date
SELECT day::text, phase, method, answers
  FROM v7_forecasts
 WHERE day >= $1::date
 ORDER BY day, phase
