-- The database that was reset. Nobody finds it by this name, so whoever is in it is left over.
DROP DATABASE IF EXISTS enterprise_os_former WITH (FORCE)
