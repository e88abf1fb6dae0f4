-- What this login may do, and for whom it speaks.
SELECT session_user::text AS name,
       has_any_column_privilege('v7_applies', 'INSERT') AND has_function_privilege('v7_admit(uuid)', 'EXECUTE') AS applies,
       has_function_privilege('v7_approve(jsonb, text, text)', 'EXECUTE') AS approves,
       ARRAY(SELECT p.name FROM v7_resources p WHERE p.kind = 'Persona' AND v7_speaks_for(session_user, p.name) ORDER BY 1) AS personas
