-- What a reset that was killed left behind.
DROP DATABASE IF EXISTS enterprise_os_new WITH (FORCE)
