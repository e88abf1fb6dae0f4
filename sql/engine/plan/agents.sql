-- What a session, and those who approved a plan, have to do with agents: programs that speak for a persona.
-- $1 personas text[], $2 plan_id text
SELECT agents.persona, v7_speaks_for(session_user::text, agents.persona) AS applies,
       ARRAY(SELECT given.approved_by FROM v7_approvals given
              WHERE given.plan_id = $2 AND v7_speaks_for(given.approved_by, agents.persona)) AS approvers
  FROM unnest($1::text[]) AS agents (persona)
