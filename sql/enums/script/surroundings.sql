-- What a deed meets on its target besides tables: who replicates, and triggers on statements.
-- $1 tables oid[]
SELECT
    array(
        SELECT s.slot_name::text FROM pg_replication_slots s WHERE s.database = current_database() OR s.database IS NULL ORDER BY 1
    ) AS slots,
    array(
        SELECT DISTINCT p.pubname::text
          FROM pg_publication_tables p
          JOIN pg_namespace n ON n.nspname = p.schemaname
          JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
         WHERE c.oid = ANY ($1::oid[])
         ORDER BY 1
    ) AS publications,
    array(
        SELECT DISTINCT r.srrelid::regclass::text FROM pg_subscription_rel r WHERE r.srrelid = ANY ($1::oid[]) ORDER BY 1
    ) AS received,
    array(SELECT e.evtname::text FROM pg_event_trigger e WHERE e.evtenabled <> 'D' ORDER BY 1) AS "eventTriggers"
