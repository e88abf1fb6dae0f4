-- Whether this login sees the schema at all.
-- $1 schema text
SELECT quote_ident(current_user) AS role_name, quote_ident($1) AS schema,
       has_schema_privilege($1, 'USAGE') AS may_use
