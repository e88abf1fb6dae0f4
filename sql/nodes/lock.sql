-- Before any row is held, so that an apply waits for this as a whole and neither for the other in turn.
LOCK TABLE software_versions, postgresql_configuration, services, replication_status IN ROW EXCLUSIVE MODE
