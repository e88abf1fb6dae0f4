-- Renames the database that initdb made.
ALTER DATABASE postgres RENAME TO enterprise_os
