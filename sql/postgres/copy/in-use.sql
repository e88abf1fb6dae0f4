-- Whether applies have written here, or one is at it.
SELECT EXISTS (SELECT FROM v7_state WHERE serial > 0)
    OR EXISTS (SELECT FROM v7_applies WHERE txid IS NOT NULL OR status IN ('running', 'applied')) AS in_use
