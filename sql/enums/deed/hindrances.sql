-- What hinders a deed now, whatever was checked before: transactions that are prepared and hold locks nobody can see the end of.
SELECT p.gid, p.owner
  FROM pg_prepared_xacts p
 WHERE p.database = current_database()
 ORDER BY p.prepared
