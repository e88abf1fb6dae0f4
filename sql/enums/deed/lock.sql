-- One deed of a target at a time: whoever asks what became of one waits here until it is over.
SELECT pg_advisory_xact_lock(hashtext('v7 enum deed'), hashtext(current_database()))
