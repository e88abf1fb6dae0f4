-- title: Changes of a node
-- about: The newest changes of a machine, archived ones included.
-- parameter: node text: the machine's name
-- parameter: limit integer(1..10000) = 20: how many
-- columns: change_type, change_description, changed_by, created_at
-- answers: 004:645-657
-- empty: No change of such a machine is recorded.
-- next: v7 history
SELECT c.change_type, c.change_description, c.changed_by, c.created_at
  FROM v7_change_history c
  JOIN system_nodes n ON n.id = c.node_id
 WHERE n.node_name = $1::text
 ORDER BY c.created_at DESC, c.id DESC
 LIMIT $2::integer
