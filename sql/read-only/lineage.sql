-- Which database this is.
SELECT lineage::text FROM v7_state
