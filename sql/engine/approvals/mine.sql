-- Which of these personas the login speaks for.
-- $1 personas text[]
SELECT session_user::text AS login, coalesce(array_agg(persona) FILTER (WHERE v7_speaks_for(session_user, persona)), '{}') AS personas
  FROM unnest($1::text[]) AS persona
