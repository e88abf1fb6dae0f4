-- The days that are closed, in their order.
SELECT day::text, source, figures, gaps
  FROM v7_closed_days
 ORDER BY day
