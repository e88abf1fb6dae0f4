-- Which database this is. A copy has the lineage of its original, so the copy's own number belongs to it.
SELECT lineage::text || ' ' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS identity FROM v7_state
