-- What the catalogue's rows are, told cheaply: how many, and the sum of the transactions that wrote them, counted from the first
-- that can write. Who makes, changes or drops one changes the two. What is renamed of one enum is told apart, by itself.
-- What PostgreSQL brings, below 16384, is nobody's to change.
-- $1 enum oid
WITH its AS (
    SELECT t.oid, t.typname, to_jsonb(t) - 'typname' AS rest
      FROM pg_catalog.pg_type t
     WHERE t.oid = $1 OR t.oid = (SELECT e.typarray FROM pg_catalog.pg_type e WHERE e.oid = $1)
),
written (part, amount, writers) AS (
    SELECT 'pg_type', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_type c
     WHERE c.oid >= 16384 AND c.oid NOT IN (SELECT i.oid FROM its i)
     UNION ALL
    SELECT 'pg_enum', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_enum c
     WHERE c.enumtypid <> $1
     UNION ALL
    SELECT 'pg_aggregate', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_aggregate c
     WHERE c.aggfnoid >= 16384
     UNION ALL
    SELECT 'pg_am', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_am c
     UNION ALL
    SELECT 'pg_amop', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_amop c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_amproc', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_amproc c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_attrdef', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_attrdef c
     UNION ALL
    SELECT 'pg_attribute', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_attribute c
     WHERE c.attrelid >= 16384
     UNION ALL
    SELECT 'pg_cast', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_cast c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_class', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_class c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_collation', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_collation c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_constraint', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_constraint c
     UNION ALL
    SELECT 'pg_conversion', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_conversion c
     UNION ALL
    SELECT 'pg_default_acl', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_default_acl c
     UNION ALL
    SELECT 'pg_depend', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_depend c
     WHERE c.objid >= 16384
     UNION ALL
    SELECT 'pg_description', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_description c
     WHERE c.objoid >= 16384 OR c.objoid = to_regnamespace('public')
     UNION ALL
    SELECT 'pg_event_trigger', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_event_trigger c
     UNION ALL
    SELECT 'pg_extension', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_extension c
     UNION ALL
    SELECT 'pg_foreign_data_wrapper', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_foreign_data_wrapper c
     UNION ALL
    SELECT 'pg_foreign_server', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_foreign_server c
     UNION ALL
    SELECT 'pg_foreign_table', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_foreign_table c
     UNION ALL
    SELECT 'pg_index', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_index c
     WHERE c.indexrelid >= 16384
     UNION ALL
    SELECT 'pg_inherits', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_inherits c
     UNION ALL
    SELECT 'pg_language', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_language c
     UNION ALL
    SELECT 'pg_namespace', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_namespace c
     UNION ALL
    SELECT 'pg_opclass', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_opclass c
     UNION ALL
    SELECT 'pg_operator', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_operator c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_opfamily', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_opfamily c
     UNION ALL
    SELECT 'pg_partitioned_table', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_partitioned_table c
     UNION ALL
    SELECT 'pg_policy', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_policy c
     UNION ALL
    SELECT 'pg_proc', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_proc c
     WHERE c.oid >= 16384
     UNION ALL
    SELECT 'pg_publication', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_publication c
     UNION ALL
    SELECT 'pg_publication_rel', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_publication_rel c
     UNION ALL
    SELECT 'pg_range', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_range c
     UNION ALL
    SELECT 'pg_rewrite', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_rewrite c
     UNION ALL
    SELECT 'pg_seclabel', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_seclabel c
     UNION ALL
    SELECT 'pg_sequence', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_sequence c
     UNION ALL
    SELECT 'pg_statistic_ext', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_statistic_ext c
     UNION ALL
    SELECT 'pg_transform', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_transform c
     UNION ALL
    SELECT 'pg_trigger', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_trigger c
     UNION ALL
    SELECT 'pg_ts_config', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_ts_config c
     UNION ALL
    SELECT 'pg_ts_config_map', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_ts_config_map c
     UNION ALL
    SELECT 'pg_ts_dict', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_ts_dict c
     UNION ALL
    SELECT 'pg_ts_parser', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_ts_parser c
     UNION ALL
    SELECT 'pg_ts_template', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_ts_template c
     UNION ALL
    SELECT 'pg_shdepend', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_shdepend c
     WHERE c.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
     UNION ALL
    SELECT 'pg_db_role_setting', count(*), sum(age('3'::xid)::bigint - nullif(age(c.xmin), 2147483647))
      FROM pg_catalog.pg_db_role_setting c
)
SELECT 'names' AS part,
       concat_ws(' ', (SELECT jsonb_agg(i.typname ORDER BY i.oid) FROM its i),
                 (SELECT jsonb_agg(e.enumlabel ORDER BY e.oid) FROM pg_catalog.pg_enum e WHERE e.enumtypid = $1)) AS state
 UNION ALL
SELECT 'type',
       concat_ws(' ', (SELECT jsonb_agg(i.rest ORDER BY i.oid) FROM its i),
                 (SELECT jsonb_agg(to_jsonb(e) - 'enumlabel' ORDER BY e.oid) FROM pg_catalog.pg_enum e WHERE e.enumtypid = $1))
 UNION ALL
SELECT w.part, concat_ws(' ', w.amount, w.writers)
  FROM written w
