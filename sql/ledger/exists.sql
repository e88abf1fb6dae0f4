SELECT to_regnamespace(quote_ident($1)) IS NOT NULL AS schema, to_regclass(format('%I.v7_schema_migrations', $1::text)) IS NOT NULL AS ledger
