-- A session that writes rows: no trigger and no rule of the target's fires, if this login may say so.
SELECT set_config('session_replication_role', 'replica', TRUE) AS role
