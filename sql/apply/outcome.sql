SELECT txid IS NOT NULL AS committed FROM v7_applies WHERE apply_id = $1
