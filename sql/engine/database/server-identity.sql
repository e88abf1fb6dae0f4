-- Which server this is; a physical standby is the same as its primary.
SELECT system_identifier::text AS identity FROM pg_control_system()
