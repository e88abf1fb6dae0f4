-- Whether old clients are to go on with the old words of an enum for a while, beside the new ones.
ALTER TABLE v7_enum_migrations ADD COLUMN compat BOOLEAN;
