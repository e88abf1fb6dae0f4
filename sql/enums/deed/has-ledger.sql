-- Whether this database keeps an account of its enums, readable or not.
SELECT to_regclass('v7.enum_deeds') IS NOT NULL AS there
