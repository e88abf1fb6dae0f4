-- What depends on what. Indexes of expressions, rules of views, row types and the like, which are no objects of their own,
-- hang on those by internal dependencies.
SELECT d.classid || '/' || d.objid || '/' || d.objsubid AS key,
       d.refclassid || '/' || d.refobjid || '/' || d.refobjsubid AS needs, d.deptype::text AS type
  FROM pg_catalog.pg_depend d
 WHERE d.objid >= 16384 AND (d.refobjid >= 16384 OR d.refclassid = 2615)
