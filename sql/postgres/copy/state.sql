-- Which database this is, and a transaction id beyond all that are written down here.
SELECT lineage::text, serial::text, project::text, pg_snapshot_xmax(pg_current_snapshot())::text AS transaction_horizon FROM v7_state
