-- Which rights of a list this login lacks. Without a column it is the whole relation, without a relation the database.
-- $1 privileges text[], $2 relations text[], $3 columns text[]
SELECT wanted.privilege, wanted.relation, wanted.column_name
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS wanted (privilege, relation, column_name, place)
 CROSS JOIN LATERAL (SELECT to_regclass(quote_ident(wanted.relation)) AS id) AS found
 WHERE NOT coalesce(
         CASE WHEN wanted.relation IS NULL THEN has_database_privilege(current_database(), wanted.privilege)
              WHEN wanted.column_name IS NULL THEN has_table_privilege(found.id, wanted.privilege)
              ELSE has_column_privilege(found.id, wanted.column_name, wanted.privilege)
         END,
         FALSE
       )
 ORDER BY wanted.place
