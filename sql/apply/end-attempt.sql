UPDATE v7_applies SET status = $2, because = $3, finished_at = clock_timestamp() WHERE apply_id = $1
