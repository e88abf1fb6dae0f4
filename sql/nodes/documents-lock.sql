-- Two syncs follow each other. A lock of the table would take more rights than writing it does.
SELECT pg_advisory_xact_lock(hashtext('v7 docs sync'), hashtext(current_schema()))
