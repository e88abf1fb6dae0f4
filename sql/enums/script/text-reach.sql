-- Where a label leaves its enum: stored expressions that make text of one or hand it to a function that takes any type or the enum itself.
-- What such an expression made is kept somewhere (an index, a column, a partition's bounds) or shown as text (a view), so a label that
-- is only renamed makes it wrong. Careful: an expression that does so with another type counts too.
-- $1 enum oid, $2 classids bigint[], $3 objids bigint[]
WITH trees AS (
    SELECT k.classid, k.objid, tree.text
      FROM unnest($2::int8[], $3::int8[]) AS k (classid, objid)
     CROSS JOIN LATERAL (
        SELECT i.indexprs::text AS text FROM pg_index i WHERE k.classid = 'pg_class'::regclass::int8 AND i.indexrelid = k.objid::oid
         UNION ALL
        SELECT i.indpred::text FROM pg_index i WHERE k.classid = 'pg_class'::regclass::int8 AND i.indexrelid = k.objid::oid
         UNION ALL
        SELECT r.ev_action::text FROM pg_rewrite r WHERE k.classid = 'pg_class'::regclass::int8 AND r.ev_class = k.objid::oid
         UNION ALL
        SELECT r.ev_action::text || r.ev_qual::text
          FROM pg_rewrite r
         WHERE k.classid = 'pg_rewrite'::regclass::int8 AND r.oid = k.objid::oid
         UNION ALL
        SELECT d.adbin::text FROM pg_attrdef d WHERE k.classid = 'pg_attrdef'::regclass::int8 AND d.oid = k.objid::oid
         UNION ALL
        SELECT c.conbin::text FROM pg_constraint c WHERE k.classid = 'pg_constraint'::regclass::int8 AND c.oid = k.objid::oid
         UNION ALL
        SELECT coalesce(p.polqual::text, '') || coalesce(p.polwithcheck::text, '')
          FROM pg_policy p
         WHERE k.classid = 'pg_policy'::regclass::int8 AND p.oid = k.objid::oid
         UNION ALL
        SELECT t.tgqual::text FROM pg_trigger t WHERE k.classid = 'pg_trigger'::regclass::int8 AND t.oid = k.objid::oid
         UNION ALL
        SELECT s.stxexprs::text
          FROM pg_statistic_ext s
         WHERE k.classid = 'pg_statistic_ext'::regclass::int8 AND s.oid = k.objid::oid
         UNION ALL
        -- What an aggregate begins with is a text.
        SELECT '{COERCEVIAIO ' || g.agginitval
          FROM pg_aggregate g
          JOIN pg_type e ON e.oid = $1::oid AND g.aggtranstype IN (e.oid, e.typarray)
         WHERE k.classid = 'pg_proc'::regclass::int8 AND g.aggfnoid::oid = k.objid::oid
         UNION ALL
        SELECT f.prosqlbody::text FROM pg_proc f WHERE k.classid = 'pg_proc'::regclass::int8 AND f.oid = k.objid::oid
    ) tree
     WHERE tree.text IS NOT NULL
     UNION ALL
    SELECT 'pg_class'::regclass::int8, p.partrelid::int8, p.partexprs::text
      FROM pg_partitioned_table p
     WHERE p.partexprs IS NOT NULL AND EXISTS (
        SELECT 1
          FROM pg_attribute a
          JOIN pg_type t ON t.oid = $1::oid
         WHERE a.attrelid = p.partrelid AND NOT a.attisdropped AND a.atttypid IN (t.oid, t.typarray)
    )
)
SELECT DISTINCT
    o.type AS sort,
    o.identity
  FROM trees t
 CROSS JOIN LATERAL pg_identify_object(t.classid::oid, t.objid::oid, 0) o
 WHERE t.text ~ '\{(COERCEVIAIO|XMLEXPR|JSONCONSTRUCTOREXPR)\M' OR EXISTS (
    SELECT 1
      FROM regexp_matches(t.text, '[ {]:funcid (\d+)', 'g') AS call (ids)
      JOIN pg_proc f ON f.oid = (call.ids[1])::oid
      JOIN pg_type e ON e.oid = $1::oid
     WHERE f.proargtypes::oid[] && ARRAY[
        e.oid, e.typarray, '"any"'::regtype, 'anyelement'::regtype, 'anyarray'::regtype, 'anynonarray'::regtype, 'anyenum'::regtype,
        'anycompatible'::regtype, 'anycompatiblearray'::regtype, 'anycompatiblenonarray'::regtype, 'record'::regtype
    ]::oid[]
)
 ORDER BY 1, 2
