-- What is wrong in the rows themselves: which check found it, in what, the value or row that is at fault, and whether
-- an apply of v7's wrote the resource. An address is made of segment and name.
-- $1 days integer
-- $2 timezone text
WITH RECURSIVE tasks AS (
    SELECT t.*, parent_phase || '.' || task_number AS name FROM v7_subworkflow_tasks t
), needs AS (
    SELECT t.id, unnest(t.dependencies) AS needed FROM tasks t
), inner_needs AS (
    SELECT n.id, n.needed FROM needs n WHERE EXISTS (SELECT FROM needs o WHERE o.id = n.needed) AND n.id <> n.needed
), ways AS (
    SELECT id, needed, 1 AS steps FROM inner_needs
     UNION
    SELECT w.id, n.needed, w.steps + 1
      FROM ways w
      JOIN inner_needs n ON n.id = w.needed
     WHERE w.steps < 24 AND w.id <> w.needed
), gates AS (
    SELECT w.*, d.gate_open,
           (SELECT MIN(e.phase_number) FROM v7_migration_dashboard_v2 e
             WHERE e.phase_number < w.phase_number AND NOT e.gate_open) AS closed_before
      FROM v7_migration_workflow w
      JOIN v7_migration_dashboard_v2 d USING (phase_number)
), found AS (
    SELECT 'orphan' AS check_name, 'task' AS segment, t.name, t.parent_phase::text AS detail
      FROM tasks t
     WHERE NOT EXISTS (SELECT FROM v7_migration_workflow w WHERE w.phase_number = t.parent_phase)
     UNION ALL
    SELECT 'missing DART link', 'task', name, NULL FROM tasks
     WHERE status = 'completed' AND NULLIF(trim(dart_task_id), '') IS NULL
     UNION ALL
    SELECT 'stale', 'task', name, ((now() AT TIME ZONE $2::text)::date
               - (COALESCE(started_at, created_at) AT TIME ZONE 'UTC' AT TIME ZONE $2)::date)::text
      FROM tasks
     WHERE status = 'in_progress' AND isfinite(COALESCE(started_at, created_at))
       AND COALESCE(started_at, created_at) < LOCALTIMESTAMP - make_interval(days => $1::integer)
     UNION ALL
    SELECT 'broken dependency', 'task', t.name, NULL FROM tasks t
     WHERE EXISTS (
         SELECT FROM unnest(t.dependencies) AS needed
          WHERE needed IS NULL OR NOT EXISTS (SELECT FROM tasks x WHERE x.id = needed)
     )
     UNION ALL
    SELECT 'waits for a cancelled task', 'task', t.name, x.name
      FROM tasks t
      JOIN tasks x ON x.id = ANY (t.dependencies)
     WHERE x.status = 'cancelled' AND t.status NOT IN ('completed', 'cancelled')
     UNION ALL
    SELECT 'depends on itself', 'task', name, NULL FROM tasks WHERE id = ANY (dependencies)
     UNION ALL
    SELECT 'waits in a circle', 'task', t.name, NULL FROM tasks t
     WHERE EXISTS (SELECT FROM ways w WHERE w.id = t.id AND w.needed = t.id)
     UNION ALL
    SELECT 'unknown status', 'task', name, COALESCE(status, 'NULL') FROM tasks
     WHERE status IS NULL
        OR status NOT IN ('pending', 'in_progress', 'blocked', 'review', 'completed', 'cancelled', 'deferred')
     UNION ALL
    SELECT 'unknown status', 'phase', phase_number::text, COALESCE(status, 'NULL') FROM gates
     WHERE status IS NULL
        OR status NOT IN ('not_started', 'in_progress', 'review', 'approved', 'completed', 'blocked', 'rolled_back')
     UNION ALL
    SELECT 'unknown status', 'enum', v7_enum_plan_name(target, schema, current_enum_name), COALESCE(status, 'NULL')
      FROM v7_enum_migrations
     WHERE status IS NULL OR status NOT IN ('proposed', 'approved', 'implemented', 'validated', 'retired', 'rolled_back')
     UNION ALL
    SELECT 'unknown status', 'impact', impact_key, approval_status FROM v7_global_impacts
     WHERE approval_status NOT IN ('pending', 'approved', 'rejected')
     UNION ALL
    SELECT 'unknown status', 'fileplan', file_path, v7_workflow_status FROM file_audit
     WHERE v7_workflow_status NOT IN ('pending_assessment', 'assessed', 'designed', 'approved', 'implementing', 'testing',
                                      'migrated', 'retired')
     UNION ALL
    SELECT 'unknown status', 'node', node_name, COALESCE(status, 'NULL') FROM system_nodes
     WHERE status IS NULL OR status NOT IN ('active', 'inactive', 'maintenance')
     UNION ALL
    SELECT 'unknown risk', 'enum', v7_enum_plan_name(target, schema, current_enum_name), risk_level FROM v7_enum_migrations
     WHERE risk_level NOT IN ('low', 'medium', 'high', 'critical')
     UNION ALL
    SELECT 'unknown risk', 'impact', impact_key, COALESCE(risk_assessment, 'NULL') FROM v7_global_impacts
     WHERE risk_assessment IS NULL OR risk_assessment NOT IN ('low', 'medium', 'high', 'critical')
     UNION ALL
    SELECT 'unknown risk', 'fileplan', file_path, v7_impact_score::text FROM file_audit
     WHERE v7_impact_score NOT BETWEEN 1 AND 10
     UNION ALL
    SELECT 'ahead of a gate', 'phase', phase_number::text, closed_before::text FROM gates
     WHERE status IN ('in_progress', 'review', 'approved', 'completed') AND closed_before IS NOT NULL
     UNION ALL
    SELECT 'completed with open tasks', 'phase', phase_number::text, COUNT(*)::text
      FROM gates JOIN tasks t ON t.parent_phase = phase_number
     WHERE gates.status = 'completed' AND t.status IS DISTINCT FROM 'completed' AND t.status IS DISTINCT FROM 'cancelled'
     GROUP BY phase_number
     UNION ALL
    SELECT 'completed without approval', 'phase', phase_number::text, NULL FROM gates
     WHERE status = 'completed' AND approval_status IS DISTINCT FROM 'approved'
     UNION ALL
    SELECT 'approval left over', 'phase', phase_number::text, status FROM gates
     WHERE status IN ('not_started', 'rolled_back') AND approval_status = 'approved'
     UNION ALL
    SELECT 'blockers are no list', 'phase', phase_number::text, jsonb_typeof(blockers) FROM gates
     WHERE jsonb_typeof(blockers) NOT IN ('array', 'null')
     UNION ALL
    SELECT 'no key', 'impact', NULL, impact_description FROM v7_global_impacts WHERE impact_key IS NULL
     UNION ALL
    SELECT 'one target for two files', 'fileplan', f.file_path, MIN(o.file_path)
      FROM file_audit f
      JOIN file_audit o ON o.v7_target_name = f.v7_target_name AND o.file_path < f.file_path
     GROUP BY f.file_path
     UNION ALL
    SELECT 'never observed', 'node', n.node_name, NULL FROM system_nodes n
     WHERE n.status = 'active' AND NOT EXISTS (SELECT FROM v7_node_facts f WHERE f.node_name = n.node_name)
     UNION ALL
    SELECT 'replica without replication', 'node', n.node_name, NULL FROM system_nodes n
     WHERE n.node_role = 'replica' AND n.status = 'active'
       AND NOT EXISTS (SELECT FROM replication_status r WHERE r.replica_node_id = n.id AND r.is_active)
     UNION ALL
    SELECT 'runs on a machine not in use', 'node', n.node_name, s.service_name
      FROM services s JOIN system_nodes n ON n.id = s.node_id
     WHERE s.status = 'running' AND n.status = 'inactive'
     UNION ALL
    SELECT 'starts in the future', 'node', n.node_name, s.service_name
      FROM services s JOIN system_nodes n ON n.id = s.node_id
     WHERE s.started_at > LOCALTIMESTAMP + interval '5 minutes' AND isfinite(s.started_at)
)
SELECT f.check_name, f.segment, f.name, f.detail,
       EXISTS (SELECT FROM v7_resources r WHERE starts_with(r.address, f.segment || '/') AND r.name = f.name) AS is_applied
  FROM found f
 ORDER BY f.check_name, f.segment, f.name, f.detail
