-- A deed enters the target's account in the transaction that does it.
-- $1 deed text, $2 lineage text, $3 project text, $4 address text, $5 direction text, $6 strategy text
-- $7 script text, $8 digest text, $9 way_back text, $10 ending text, $11 detail jsonb
INSERT INTO v7.enum_deeds (deed, lineage, project, address, direction, strategy, script, script_sha256, way_back, ending, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
