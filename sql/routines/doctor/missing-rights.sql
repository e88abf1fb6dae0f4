-- Which rights of a list this login lacks; a column that is null stands for the whole relation.
-- $1 privileges text[], $2 relations text[], $3 columns text[]
SELECT wanted.privilege, wanted.relation, wanted.column_name
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS wanted (privilege, relation, column_name, place)
 WHERE to_regclass(wanted.relation) IS NULL
    OR NOT CASE WHEN wanted.column_name IS NULL THEN has_table_privilege(to_regclass(wanted.relation), wanted.privilege)
                ELSE has_column_privilege(to_regclass(wanted.relation), wanted.column_name, wanted.privilege)
           END
 ORDER BY wanted.place
