-- Both names change together: a reset that is killed leaves the former database in its place, or the new one.
BEGIN;
ALTER DATABASE enterprise_os RENAME TO enterprise_os_former;
ALTER DATABASE enterprise_os_new RENAME TO enterprise_os;
COMMIT;
