SELECT v7_revoke($1, $2) AS revoked
