-- Comments and security labels of what is no system's.
SELECT d.classoid || '/' || d.objoid || '/' || d.objsubid AS key, NULL AS provider, d.description AS text
  FROM pg_catalog.pg_description d
 WHERE d.objoid >= 16384 OR d.classoid = 2615 AND d.objoid = (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public')
 UNION ALL
SELECT l.classoid || '/' || l.objoid || '/' || l.objsubid, l.provider, l.label
  FROM pg_catalog.pg_seclabel l
 ORDER BY 1, 2
