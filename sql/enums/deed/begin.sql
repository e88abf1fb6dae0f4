-- A deed is about to be done on a target: whoever finds this open later asks the target how it ended.
-- $1 deed varchar, $2 address text, $3 target varchar, $4 direction varchar, $5 strategy varchar
INSERT INTO v7_enum_deeds (deed, address, target, direction, strategy)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (deed) DO UPDATE SET state = 'open', begun_at = CURRENT_TIMESTAMP, begun_by = session_user, ended_at = NULL
 WHERE v7_enum_deeds.state <> 'done'
