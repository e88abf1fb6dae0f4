-- Sets what `canonical.sql` changed to what it was.
-- $1 names text[], $2 formers text[]
SELECT set_config(s.name, s.former, TRUE) AS value
  FROM unnest($1::text[], $2::text[]) s (name, former)
